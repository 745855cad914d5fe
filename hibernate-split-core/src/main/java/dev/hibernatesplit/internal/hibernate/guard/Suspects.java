package dev.hibernatesplit.internal.hibernate.guard;

import dev.hibernatesplit.internal.config.StaleWrite;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.OptimisticLockStyle;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.pretty.MessageHelper;
import org.jspecify.annotations.Nullable;

/** What of all that a flush is about to write may be stale, and is not checked by its version. */
final class Suspects {

  private final PersistenceContext context;
  private final StaleWrite mode;
  private final int replicaReads;
  private final IdentityHashMap<EntityEntry, Suspect> entities = new IdentityHashMap<>();
  private final List<SuspectCollection> collections = new ArrayList<>();

  Suspects(EventSource session, GuardedSession ours, StaleWrite mode) {
    this.context = session.getPersistenceContextInternal();
    this.mode = mode;
    this.replicaReads = ours.provenance().replicaReads();
  }

  /** Whether nobody ever asks where an entity of this type, or a collection of it, came from. */
  static boolean never(EntityPersister persister, StaleWrite mode) {
    return mode == StaleWrite.ALLOW || (mode == StaleWrite.VERIFY && checksAllItself(persister));
  }

  private static boolean checksAllItself(EntityPersister persister) {
    return checksItself(persister) && !persister.hasCollections() && !hasLazyAttributes(persister);
  }

  /** Looks at all that a flush will write. */
  void seeAll(EventSource session, Updates updates) {
    updates.entities().forEach(this::see);
    if (session.getActionQueue().numberOfDeletions() > 0) {
      for (ManagedEntity entity : context.reentrantSafeManagedEntities()) {
        EntityEntry entry = entity.$$_hibernate_getEntityEntry();
        if (entry.getStatus() == Status.DELETED) {
          see(entry);
        }
      }
    }
    context.forEachCollectionEntry(this::see, true);
  }

  /** Looks at an entity that is to be written. */
  void see(Object entity) {
    EntityEntry entry = context.getEntry(entity);
    if (entry != null) {
      see(entry);
    }
  }

  /** Looks at a collection that is to be written. */
  void see(PersistentCollection<?> collection) {
    CollectionEntry entry = context.getCollectionEntry(collection);
    if (entry != null) {
      see(collection, entry);
    }
  }

  Collection<Suspect> entities() {
    return entities.values();
  }

  List<SuspectCollection> collections() {
    return collections;
  }

  boolean isEmpty() {
    return entities.isEmpty() && collections.isEmpty();
  }

  private void see(EntityEntry entry) {
    Origin origin = Origin.of(entry);
    String replica = origin == null ? null : origin.row().replica();
    boolean later = hasLazyAttributes(entry.getPersister()) && !loadedSinceReplicas(origin);
    if (replica != null) {
      refuse(MessageHelper.infoString(entry.getEntityName(), entry.getId()), replica);
    }
    boolean unchecked = mode == StaleWrite.VERIFY_ALL || !checksItself(entry.getPersister());
    if (later || (replica != null && unchecked)) {
      entities.put(entry, new Suspect(entry, entry.getStatus() == Status.DELETED, true));
    }
  }

  private void refuse(String what, String replica) {
    if (mode == StaleWrite.FAIL) {
      throw new MarkedWriteException(what, replica);
    }
  }

  private boolean loadedSinceReplicas(@Nullable Origin origin) {
    return origin != null && origin.row().replicaReads() == replicaReads;
  }

  private static boolean hasLazyAttributes(EntityPersister persister) {
    return persister.getBytecodeEnhancementMetadata().isEnhancedForLazyLoading()
        && persister
            .getBytecodeEnhancementMetadata()
            .getLazyAttributesMetadata()
            .hasLazyAttributes();
  }

  /** Whether its own update finds out that its row was changed. */
  private static boolean checksItself(EntityPersister persister) {
    OptimisticLockStyle style = persister.optimisticLockStyle();
    return style.isAllOrDirty() || (style.isVersion() && persister.isVersioned());
  }

  private void see(PersistentCollection<?> collection, CollectionEntry entry) {
    CollectionPersister persister = entry.getLoadedPersister();
    EntityEntry owner =
        collection.getOwner() == null ? null : context.getEntry(collection.getOwner());
    if (persister == null || persister.isInverse() || !(entry.isDoupdate() || entry.isDoremove())) {
      wroteAnew(entry, owner);
      return;
    }
    Origin origin = owner == null ? null : Origin.of(owner);
    Origin.Load load = load(origin, persister.getRole());
    Serializable snapshot = entry.getSnapshot();
    Object key = entry.getLoadedKey();
    if (snapshot == null || key == null || (load != null && load.replica() == null)) {
      return;
    }
    if (load != null) {
      refuse(persister.getRole() + " of " + key, String.valueOf(load.replica()));
    }
    if (!protectedByOwner(persister, origin, load)) {
      String replica = load == null ? null : load.replica();
      collections.add(new SuspectCollection(persister, key, snapshot, owner, replica));
      if (owner != null) {
        entities.putIfAbsent(owner, new Suspect(owner, owner.getStatus() == Status.DELETED, false));
      }
    }
  }

  /** What the session itself wrote as a whole came from nowhere else. */
  private void wroteAnew(CollectionEntry entry, @Nullable EntityEntry owner) {
    CollectionPersister persister = entry.getCurrentPersister();
    if (owner != null && persister != null && entry.isDorecreate()) {
      Origin.collection(owner, persister.getRole(), new Origin.Load(null, replicaReads));
    }
  }

  /** How a collection was loaded, or null if that is not known for sure. */
  private Origin.@Nullable Load load(@Nullable Origin owner, String role) {
    if (owner == null) {
      return null;
    }
    Origin.Load told = owner.collection(role);
    return told == null && owner.row().replicaReads() == replicaReads ? owner.row() : told;
  }

  /**
   * The version of its owner is compared anyway, and is no newer than the collection if one replica
   * served both: replicas do not go back.
   */
  private boolean protectedByOwner(
      CollectionPersister persister, @Nullable Origin owner, Origin.@Nullable Load load) {
    return mode != StaleWrite.VERIFY_ALL
        && persister.isVersioned()
        && owner != null
        && load != null
        && load.replica() != null
        && load.replica().equals(owner.row().replica());
  }
}
