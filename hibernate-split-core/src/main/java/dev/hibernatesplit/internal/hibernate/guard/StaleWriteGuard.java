package dev.hibernatesplit.internal.hibernate.guard;

import dev.hibernatesplit.internal.config.StaleWrite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Is what is about to be overwritten still what was read? Locks and compares it before a flush
 * writes. Thread-safe.
 */
final class StaleWriteGuard {

  /** How many rows one statement checks at least, where there are so many. */
  private static final int BATCH = 100;

  private final Policy policy;
  private final Map<EntityPersister, List<EntityRows>> entities = new ConcurrentHashMap<>();
  private final Map<CollectionPersister, CollectionRows> collections = new ConcurrentHashMap<>();

  StaleWriteGuard(Policy policy) {
    this.policy = policy;
  }

  /** A flush is over. */
  static void flushed(EventSource session) {
    GuardedSession ours = GuardedSession.suspect(session);
    if (ours != null) {
      ours.updates().clear();
    }
  }

  /** A flush knows all that it will write, and has not begun. */
  void check(EventSource session) {
    GuardedSession ours = GuardedSession.suspect(session);
    if (ours == null) {
      return;
    }
    StaleWrite mode = policy.staleWrite(session);
    if (mode != StaleWrite.ALLOW) {
      Suspects suspects = new Suspects(session, ours, mode);
      suspects.seeAll(session, ours.updates());
      check(suspects, session, ours);
    }
  }

  /** One entity is about to be written, where nobody knows what else is. */
  void check(EventSource session, Object entity) {
    one(session, suspects -> suspects.see(entity));
  }

  /** The same for a collection. */
  void check(EventSource session, PersistentCollection<?> collection) {
    one(session, suspects -> suspects.see(collection));
  }

  private void one(EventSource session, Consumer<Suspects> which) {
    GuardedSession ours = GuardedSession.suspect(session);
    StaleWrite mode = ours == null ? StaleWrite.ALLOW : policy.staleWrite(session);
    if (ours != null && mode != StaleWrite.ALLOW) {
      Suspects suspects = new Suspects(session, ours, mode);
      which.accept(suspects);
      check(suspects, session, ours);
    }
  }

  private void check(Suspects suspects, EventSource session, GuardedSession ours) {
    if (!suspects.isEmpty()) {
      ours.writeBegins();
      try {
        check(suspects, session);
      } finally {
        ours.writeEnds();
      }
      trust(suspects, new Origin.Load(null, ours.provenance().replicaReads()));
    }
  }

  private void check(Suspects suspects, EventSource session) {
    Map<String, List<Suspect>> byType = new TreeMap<>();
    for (Suspect suspect : suspects.entities()) {
      String type = suspect.persister().getEntityName() + (suspect.removed() ? " removed" : "");
      byType.computeIfAbsent(type, any -> new ArrayList<>()).add(suspect);
    }
    byType.values().forEach(type -> inBatches(inOrder(type), session, this::checkEntities));
    Map<CollectionPersister, List<SuspectCollection>> byRole = new LinkedHashMap<>();
    for (SuspectCollection suspect : suspects.collections()) {
      byRole.computeIfAbsent(suspect.persister(), any -> new ArrayList<>()).add(suspect);
    }
    byRole.values().forEach(role -> inBatches(role, session, this::checkCollections));
  }

  private static List<Suspect> inOrder(List<Suspect> type) {
    Comparator<Object> ids = type.get(0).persister().getIdentifierType()::compare;
    return type.stream().sorted(Comparator.comparing(Suspect::id, ids)).toList();
  }

  private interface Check<T> {
    void of(List<T> batch, EventSource session);
  }

  private static <T> void inBatches(List<T> all, EventSource session, Check<T> check) {
    int size = Math.max(session.getConfiguredJdbcBatchSize(), BATCH);
    for (int from = 0; from < all.size(); from += size) {
      check.of(all.subList(from, Math.min(all.size(), from + size)), session);
    }
  }

  private void checkEntities(List<Suspect> batch, EventSource session) {
    List<Difference> differences =
        batch.stream().map(suspect -> new Difference(suspect, session)).toList();
    for (EntityRows table : tables(batch.get(0).persister(), session)) {
      compare(table, batch, differences, session);
    }
    differences.stream()
        .filter(Difference::isOne)
        .findFirst()
        .ifPresent(difference -> refuse(difference, session));
  }

  private List<EntityRows> tables(EntityPersister persister, EventSource session) {
    return entities.computeIfAbsent(persister, type -> EntityRows.of(type, session));
  }

  private static void compare(
      EntityRows table,
      List<Suspect> batch,
      List<Difference> differences,
      SharedSessionContractImplementor session) {
    List<EntityRows.Column> columns =
        table.columns(
            attribute ->
                batch.stream().anyMatch(suspect -> Difference.wasLoaded(suspect, attribute)));
    if (table.optional() && columns.isEmpty()) {
      return;
    }
    List<List<Query.Argument>> keys =
        batch.stream().map(suspect -> table.key(suspect.id(), session)).toList();
    Map<List<Cell>, List<Cell>> rows = table.lock(keys, columns, batch.get(0).removed(), session);
    for (int i = 0; i < keys.size(); i++) {
      differences.get(i).compare(table, columns, rows.get(Keys.cells(keys.get(i), session)));
    }
  }

  private void checkCollections(List<SuspectCollection> batch, EventSource session) {
    collections
        .computeIfAbsent(batch.get(0).persister(), CollectionRows::new)
        .different(batch, session)
        .stream()
        .findFirst()
        .ifPresent(stale -> refuse(stale, session));
  }

  private void refuse(Difference difference, EventSource session) {
    Suspect suspect = difference.suspect();
    throw StaleRead.of(
        suspect.persister(),
        suspect.id(),
        source(suspect.replica(), session),
        difference.toString(),
        session);
  }

  private void refuse(SuspectCollection stale, EventSource session) {
    EntityEntry owner = stale.owner();
    String role = stale.persister().getRole();
    String attribute = role.substring(role.lastIndexOf('.') + 1);
    throw StaleRead.of(
        stale.persister().getOwnerEntityPersister(),
        owner == null ? stale.key() : owner.getId(),
        source(stale.replica(), session),
        "it differs there in " + attribute,
        session);
  }

  private String source(@Nullable String replica, EventSource session) {
    return replica == null
        ? "a replica"
        : "replica '" + replica + "' (" + policy.lag(session, replica) + ")";
  }

  private static void trust(Suspects suspects, Origin.Load verified) {
    for (Suspect suspect : suspects.entities()) {
      if (suspect.compared()) {
        Origin.row(suspect.entry(), verified);
      }
    }
    for (SuspectCollection suspect : suspects.collections()) {
      EntityEntry owner = suspect.owner();
      if (owner != null) {
        Origin.collection(owner, suspect.persister().getRole(), verified);
      }
    }
  }
}
