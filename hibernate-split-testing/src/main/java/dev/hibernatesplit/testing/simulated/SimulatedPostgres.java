package dev.hibernatesplit.testing.simulated;

import dev.hibernatesplit.testing.split.Defaults;
import dev.hibernatesplit.testing.split.Journeys;
import dev.hibernatesplit.testing.split.SplitCluster;
import dev.hibernatesplit.testing.split.TargetLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A primary and its replicas in this JVM, without PostgreSQL: roles, lag and failure are simulated
 * over one H2 database in memory. Made in milliseconds, gone when closed. Thread-safe.
 *
 * <pre>{@code
 * try (SimulatedPostgres postgres = SimulatedPostgres.start(1)) {
 *   EntityManagerFactory shop = createEntityManagerFactory("shop", postgres.settings());
 *   postgres.lag("r1", Duration.ofSeconds(5));
 *   shop.runInTransaction(manager -> manager.persist(new Product("chair")));
 *   …                                       // r1 does not have it
 *   postgres.pass(Duration.ofSeconds(5));   // now it does
 * }
 * }</pre>
 *
 * <p>A commit is visible on a replica when its lag has passed since, by a clock that only {@link
 * #pass} moves; with no lag, which is how it begins, at once. All or nothing of a commit is
 * visible, and none before an earlier one. What is not as on PostgreSQL:
 *
 * <ul>
 *   <li>SQL is what H2 understands in its PostgreSQL mode; there are no advisory locks, no {@code
 *       search_path}, and of its catalogue there are tables, views and foreign keys.
 *   <li>A change of the schema, and what was committed before, is everywhere at once.
 *   <li>Lag in the library's own figures and for {@code max_lag} is real time, and not this
 *       clock's; what a read must see is told by positions, and right.
 * </ul>
 */
public final class SimulatedPostgres implements SplitCluster {

  private static final String PRIMARY = "primary";
  private static final Duration PROBES = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FORGOTTEN = Duration.ofSeconds(3);
  private static final Duration CATALOGUE = Duration.ofSeconds(1);
  private static final long POLL_NANOS = 100_000;

  private final TestClock clock = new TestClock();
  private final Database database = new Database();
  private final Roles roles = new Roles(PRIMARY);
  private final Journeys journeys = new Journeys();
  private final Map<String, Server> servers = new LinkedHashMap<>();
  private final History history;
  private volatile long settledAt;

  private SimulatedPostgres(int replicas) throws SQLException {
    history = new History(database, clock);
    add(PRIMARY);
    for (int i = 1; i <= replicas; i++) {
      add("r" + i);
    }
  }

  private void add(String name) {
    servers.put(name, new Server(name, roles, database, history));
  }

  /** A primary and two replicas, {@code r1} and {@code r2}. */
  public static SimulatedPostgres start() {
    return start(2);
  }

  /** A primary and some replicas, {@code r1}, {@code r2} … */
  public static SimulatedPostgres start(int replicas) {
    if (replicas < 1) {
      throw new IllegalArgumentException("At least one replica is needed, not " + replicas);
    }
    try {
      return new SimulatedPostgres(replicas);
    } catch (SQLException e) {
      throw new IllegalStateException("H2 does not start", e);
    }
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>(Defaults.settings(journeys));
    settings.put("hibernate.split.probe_interval", PROBES.toMillis() + "ms");
    servers.forEach(
        (name, server) ->
            settings.put(
                name.equals(PRIMARY)
                    ? "hibernate.split.primary.datasource"
                    : "hibernate.split.replicas." + name + ".datasource",
                new ServerDataSource(server)));
    return settings;
  }

  /** Connections to one server, for what a test does past the library. */
  public DataSource dataSource(String name) {
    return new ServerDataSource(server(name));
  }

  private Server server(String name) {
    Server server = servers.get(name);
    if (server == null) {
      throw new IllegalArgumentException("No server '" + name + "' among " + servers.keySet());
    }
    return server;
  }

  private Server replicaOf(String name) {
    if (name.equals(roles.leader())) {
      throw new IllegalArgumentException("'" + name + "' is no replica: it takes the writes");
    }
    return server(name);
  }

  @Override
  public TargetLog target(String name) {
    server(name);
    Map<String, List<String>> ran = new LinkedHashMap<>();
    servers.forEach((target, server) -> ran.put(target, server.ran()));
    return new TargetLog(name, journeys.joined(ran));
  }

  @Override
  public void clear() {
    servers.values().forEach(Server::clear);
    journeys.clear();
  }

  // Lag

  /** What is committed is visible on the replica when this much time has passed; at first none. */
  public void lag(String replica, Duration lag) {
    replay(replica, replay -> replay.lag(lag));
  }

  /** Time passes, for lag; and the library knows what replicas have then. */
  public void pass(Duration time) {
    clock.pass(time);
    settle();
  }

  @Override
  public void pauseReplay(String replica) {
    replay(replica, Replay::pause);
  }

  @Override
  public void resumeReplay(String replica) {
    replay(replica, Replay::resume);
  }

  private void replay(String name, Consumer<Replay> how) {
    history.change(replicaOf(name).replay(), how);
    settle();
  }

  // Failure

  @Override
  public void fail(String server) {
    server(server).fail();
  }

  @Override
  public void recover(String server) {
    Server back = server(server);
    if (back.isDown()) {
      back.start();
      seenAfresh(back);
      settle();
    }
  }

  /** A failure that was seen in service counts for an interval of probes. */
  private void seenAfresh(Server server) {
    if (hasApplication()) {
      long then = System.nanoTime() + PROBES.toNanos();
      await(() -> server.sightings().twiceSince(then), server + " anew");
    }
  }

  /**
   * A switchover: the replica takes the writes from now on, and the primary is one of its replicas.
   * The connections of both are lost. Nobody is told. Roles stay when all else is {@link #reset}.
   *
   * @throws IllegalStateException if the replica has not replayed all that was committed: here
   *     nothing is lost
   */
  public void promote(String replica) {
    Server next = replicaOf(replica);
    if (next.position() != history.position()) {
      throw new IllegalStateException(
          "'" + replica + "' lags, and would lose commits: let it catch up before");
    }
    Server before = server(roles.leader());
    before.fail();
    next.fail();
    roles.promote(replica);
    next.start();
    before.start();
  }

  // Knowing

  @Override
  public void settle() {
    long called = System.nanoTime();
    long position = history.position();
    if (hasApplication()) {
      Server leader = server(roles.leader());
      await(
          () -> position == settledAt || leader.isDown() || leader.sightings().since(called),
          "the primary");
      await(() -> servers.values().stream().allMatch(this::isKnown), "what the replicas have");
      awaitCatalogue();
      settledAt = position;
    }
  }

  /**
   * The library reads it again when it has changed the schema; of another's change it is not told.
   */
  private void awaitCatalogue() {
    if (!within(CATALOGUE, history::schemaIsKnown)) {
      history.schemaKnown(history.schemaVersion());
    }
  }

  private boolean isKnown(Server server) {
    return !server.inRecovery() || server.isDown() || server.sightings().at(server.position());
  }

  private boolean hasApplication() {
    long lately = System.nanoTime() - FORGOTTEN.toNanos();
    return servers.values().stream().anyMatch(server -> server.sightings().since(lately));
  }

  private static void await(BooleanSupplier seen, String what) {
    if (!within(PATIENCE, seen)) {
      throw new IllegalStateException(
          "No application has seen " + what + " for " + PATIENCE.toSeconds() + " s");
    }
  }

  /** Whether something comes true in time. */
  private static boolean within(Duration patience, BooleanSupplier seen) {
    long end = System.nanoTime() + patience.toNanos();
    while (!seen.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  // Its life

  @Override
  public void reset() {
    servers.keySet().forEach(this::recover);
    servers.values().forEach(server -> history.change(server.replay(), Replay::restore));
    settle();
    try {
      history.everywhere(database::empty);
    } catch (SQLException e) {
      throw new IllegalStateException("The tables could not be emptied", e);
    }
    settledAt = history.position(); // the library did not do that, so it waits for nothing
    clear();
  }

  /** All data is gone; an application that still runs finds no server. */
  @Override
  public void close() {
    servers.values().forEach(Server::fail);
    database.close();
  }

  @Override
  public String toString() {
    return Objects.toString(servers.values());
  }
}
