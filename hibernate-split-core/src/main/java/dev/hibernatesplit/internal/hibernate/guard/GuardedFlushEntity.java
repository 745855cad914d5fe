package dev.hibernatesplit.internal.hibernate.guard;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.internal.DefaultFlushEntityEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.persister.entity.EntityPersister;

/** Hibernate's own, which also notes what it is about to update. */
final class GuardedFlushEntity extends DefaultFlushEntityEventListener {

  @Override
  protected void addEntityUpdateActionToActionQueue(
      FlushEntityEvent event,
      EventSource session,
      EntityEntry entry,
      Object[] values,
      int[] dirtyProperties,
      Status status,
      EntityPersister persister,
      Object entity,
      Object nextVersion) {
    GuardedSession ours = GuardedSession.suspect(session);
    if (ours != null) {
      ours.updates().add(entity);
    }
    super.addEntityUpdateActionToActionQueue(
        event, session, entry, values, dirtyProperties, status, persister, entity, nextVersion);
  }
}
