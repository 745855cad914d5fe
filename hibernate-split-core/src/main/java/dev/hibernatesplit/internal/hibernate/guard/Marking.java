package dev.hibernatesplit.internal.hibernate.guard;

import dev.hibernatesplit.internal.consistency.Provenance;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.jspecify.annotations.Nullable;

/** Marks what is loaded with where it came from: the last listener of its events. */
final class Marking implements PostLoadEventListener, InitializeCollectionEventListener {

  private static final long serialVersionUID = 1L;

  @Override
  public void onPostLoad(PostLoadEvent event) {
    EventSource session = event.getSession();
    GuardedSession ours = GuardedSession.suspect(session);
    EntityEntry entry = ours == null ? null : entry(session, event.getEntity());
    if (ours != null && entry != null) {
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
