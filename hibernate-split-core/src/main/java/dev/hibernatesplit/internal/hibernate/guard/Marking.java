package dev.hibernatesplit.internal.hibernate.guard;

import dev.hibernatesplit.internal.consistency.Provenance;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Marks what is loaded with where it came from, if its writes are not checked anyway: the last
 * listener of its events.
 */
final class Marking implements PostLoadEventListener, InitializeCollectionEventListener {

  private static final long serialVersionUID = 1L;

  private final transient Policy policy;

  Marking(Policy policy) {
    this.policy = policy;
  }

  @Override
  public void onPostLoad(PostLoadEvent event) {
    EventSource session = event.getSession();
    GuardedSession ours = GuardedSession.suspect(session);
    if (ours == null || Suspects.never(event.getPersister(), policy.staleWrite(session))) {
      return;
    }
    EntityEntry entry = entry(session, event.getEntity());
    if (entry != null) {
      Origin.row(entry, now(ours.provenance()));
    }
  }

  @Override
  public void onInitializeCollection(InitializeCollectionEvent event) {
    EventSource session = event.getSession();
    GuardedSession ours = GuardedSession.suspect(session);
    EntityEntry entry = ours == null ? null : entry(session, event.getAffectedOwnerOrNull());
    String role = event.getCollection().getRole();
    if (ours != null && entry != null && role != null) {
      Origin.collection(entry, role, now(ours.provenance()));
    }
  }

  private static @Nullable EntityEntry entry(EventSource session, @Nullable Object entity) {
    return entity == null ? null : session.getPersistenceContextInternal().getEntry(entity);
  }

  private static Origin.Load now(Provenance provenance) {
    return new Origin.Load(provenance.replica(), provenance.replicaReads());
  }
}
