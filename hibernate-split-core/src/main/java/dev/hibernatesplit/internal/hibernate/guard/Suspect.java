package dev.hibernatesplit.internal.hibernate.guard;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * An entity whose row is to be locked.
 *
 * @param entry Hibernate's own of it
 * @param removed whether it is to be deleted
 * @param compared whether its row must be as it was loaded; else only a collection of it is written
 */
record Suspect(EntityEntry entry, boolean removed, boolean compared) {

  EntityPersister persister() {
    return entry.getPersister();
  }

  Object id() {
    return entry.getId();
  }

  /** What was loaded; of what was loaded to be read only nothing is left but what is removed. */
  Object @Nullable [] loaded() {
    Object[] loaded = entry.getLoadedState();
    return loaded == null ? entry.getDeletedState() : loaded;
  }

  /** Who served it; null if nobody knows, or it was the primary. */
  @Nullable String replica() {
    Origin origin = Origin.of(entry);
    return origin == null ? null : origin.row().replica();
  }
}
