package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.footprint.TableIds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What all factories of this process know together of one database: what was committed when, and
 * what callers have seen. Thread-safe.
 *
 * <p>The one thing of ours that is shared by the whole process; all but its name is gone with the
 * last factory that uses it.
 */
final class Database {

  private static final Map<Key, Database> SHARED = new HashMap<>();
  private static final Set<Key> LEFT = new HashSet<>();

  private final Key key;
  private final Fences fences = new Fences();
  private final TableIds tables = new TableIds();
  private final Callers callers = new Callers(Callers.MOST);
  private final Set<Guarantees> users = new LinkedHashSet<>();

  /**
   * @param system the identifier of the database system
   * @param name the name of the database in it
   */
  private record Key(String system, String name) {}

  private Database(Key key) {
    this.key = key;
  }

  /** The database for one more user, made with it, who must {@link #leave} it. */
  static Guarantees join(String system, String name, Function<Database, Guarantees> user) {
    synchronized (SHARED) {
      Database shared = SHARED.computeIfAbsent(new Key(system, name), Database::made);
      Guarantees joining = user.apply(shared);
      shared.users.add(joining);
      return joining;
    }
  }

  /**
   * Somebody who uses the one database that is used in this process.
   *
   * @throws IllegalStateException if none is, or several are
   */
  static Guarantees userOfTheOnlyOne() {
    synchronized (SHARED) {
      if (SHARED.size() == 1) {
        return SHARED.values().iterator().next().users.iterator().next();
      }
      throw new IllegalStateException(
          SHARED.isEmpty()
              ? "No EntityManagerFactory of this process splits, so there is no consistency token."
              : "Factories of this process split on "
                  + SHARED.size()
                  + " databases, and a token is of one: use ConsistencyToken.current(factory) or"
                  + " ConsistencyToken.of(entityManager).");
    }
  }

  /** What was committed while it was known before counts as committed now. */
  private static Database made(Key key) {
    Database made = new Database(key);
    if (LEFT.contains(key)) {
      made.fences.raiseEverything(Moments.now());
    }
    return made;
  }

  void leave(Guarantees user) {
    synchronized (SHARED) {
      if (users.remove(user) && users.isEmpty()) {
        SHARED.remove(key);
        LEFT.add(key);
      }
    }
  }

  Fences fences() {
    return fences;
  }

  TableIds tables() {
    return tables;
  }

  Callers callers() {
    return callers;
  }
}
