package dev.hibernatesplit.internal.topology;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.core.BaseConnection;

/**
 * The driver's connections to one target: when each was made, and which of them are ours to end.
 * Thread-safe.
 *
 * <p>One that has been closed is forgotten when the next is made. A pool of ours tells of each that
 * it makes; of another's we see those that are lent to us, and only while they are lent they are
 * ours.
 */
final class PhysicalConnections {

  private final Map<Connection, Physical> made = new ConcurrentHashMap<>();

  /** A pool of ours has made one. */
  void made(Connection physical) {
    see(physical).ours(true);
  }

  /** One was lent to us; whoever gives it back says that it is not ours any more. */
  Physical lent(Connection lent) {
    Connection own = driversOwn(lent);
    Physical known = made.get(own);
    Physical physical = known == null ? see(own) : known;
    physical.ours(true);
    return physical;
  }

  private Physical see(Connection physical) {
    made.keySet().removeIf(PhysicalConnections::closed);
    Physical seen = physical(physical);
    made.put(physical, seen);
    return seen;
  }

  /** What is known of a connection, or of the one under it; who is new may have been made now. */
  Physical of(Connection connection) {
    Connection own = driversOwn(connection);
    Physical known = made.get(own);
    return known == null ? physical(own) : known;
  }

  private static Physical physical(Connection own) {
    return own instanceof BaseConnection driver
        ? new Physical(System.nanoTime(), driver.getBackendPID(), Life.of(driver))
        : new Physical(System.nanoTime(), 0, null);
  }

  /**
   * Ends those that are ours, whatever runs on them: who waits for an answer gets an error at once.
   *
   * @return how many there were
   */
  int abort() {
    List<Connection> open = new ArrayList<>();
    made.forEach(
        (connection, physical) -> {
          if (physical.ours() && !closed(connection)) {
            open.add(connection);
          }
        });
    open.forEach(PhysicalConnections::abort);
    return open.size();
  }

  /** Those that are ours and wait for an answer. */
  List<Physical> waiting() {
    List<Physical> waiting = new ArrayList<>();
    made.forEach(
        (connection, physical) -> {
          if (Physical.waits(physical.turn()) && physical.ours()) {
            waiting.add(physical);
          }
        });
    return waiting;
  }

  /** How many signs of life of the server there were over each. */
  Map<Physical, Integer> signsOfLife() {
    Map<Physical, Integer> signs = new HashMap<>();
    made.values().forEach(physical -> signs.put(physical, physical.signsOfLife()));
    return signs;
  }

  /** Ends some of them, whatever runs on them. */
  void abort(Set<Physical> some) {
    made.forEach(
        (connection, physical) -> {
          if (some.contains(physical)) {
            abort(connection);
          }
        });
  }

  private static void abort(Connection physical) {
    try {
      physical.abort(PhysicalConnections::onItsOwn);
    } catch (SQLException e) {
      // It is ended already.
    }
  }

  /** To shut an encrypted socket may wait for a server that does not listen. */
  private static void onItsOwn(Runnable command) {
    Thread thread = new Thread(command, "hibernate-split abort");
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean closed(Connection physical) {
    try {
      return physical.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  private static Connection driversOwn(Connection connection) {
    try {
      return connection.isWrapperFor(BaseConnection.class)
          ? connection.unwrap(BaseConnection.class)
          : connection;
    } catch (SQLException e) {
      return connection;
    }
  }
}
