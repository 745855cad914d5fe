package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.server.Await;
import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL primary with streaming replicas, started in seconds, gone without a trace when
 * closed; also when the JVM is killed.
 *
 * <pre>{@code
 * try (ReplicatedPostgres cluster = ReplicatedPostgres.start()) {
 *   PostgresServer primary = cluster.primary();
 *   PostgresServer r1 = cluster.replica("r1");
 *   try (Connection c = primary.connection(); Statement s = c.createStatement()) {
 *     s.execute("create table book (id int primary key)");
 *   }
 *   cluster.awaitCatchUp();           // r1 and r2 have it now
 *   r1.pauseReplay();                 // from here on r1 lags
 *   cluster.clearStatements();
 *   runTheApplication(primary.jdbcUrl(), r1.jdbcUrl(), cluster.user(), cluster.password());
 *   assertThat(r1.countOf(sql -> sql.startsWith("select"))).isZero();
 * }
 * }</pre>
 *
 * <p>The servers are PostgreSQL's own programs from Maven Central, run as processes of this machine
 * (as {@code nobody} when we are root); with {@code -Dsplit.cluster=containers} they run in Docker,
 * by Testcontainers. They listen on free ports of 127.0.0.1 and ask for passwords. They do not
 * {@code fsync}: a killed process loses nothing, a crash of the whole machine may.
 *
 * <p>Servers keep their names ({@code primary}, {@code r1}, {@code r2} …) when roles change. Safe
 * for use by several threads.
 */
public final class ReplicatedPostgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ClusterSpec spec;
  private final Machine machine;
  private final PostgresServer primary;
  private final List<PostgresServer> replicas;

  ReplicatedPostgres(
      ClusterSpec spec, Machine machine, PostgresServer primary, List<PostgresServer> replicas) {
    this.spec = spec;
    this.machine = machine;
    this.primary = primary;
    this.replicas = List.copyOf(replicas);
  }

  /** A primary and two replicas, {@code r1} and {@code r2}. */
  public static ReplicatedPostgres start() {
    return builder().start();
  }

  public static ReplicatedPostgresBuilder builder() {
    return new ReplicatedPostgresBuilder();
  }

  /** The server that began as the primary. */
  public PostgresServer primary() {
    return primary;
  }

  /** Those that began as replicas. */
  public List<PostgresServer> replicas() {
    return replicas;
  }

  /** The primary, then the replicas. */
  public List<PostgresServer> servers() {
    return Stream.concat(Stream.of(primary), replicas.stream()).toList();
  }

  /**
   * @throws IllegalArgumentException if none has that name
   */
  public PostgresServer replica(String name) {
    return replicas.stream()
        .filter(replica -> replica.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("No replica '" + name + "' among " + replicas));
  }

  public String database() {
    return spec.database();
  }

  public String user() {
    return spec.user().name();
  }

  public String password() {
    return spec.user().password();
  }

  /** Waits until all replicas that can have replayed what the primary has now; at most 30 s. */
  public void awaitCatchUp() {
    awaitCatchUp(PATIENCE);
  }

  /**
   * Waits until every replica has replayed the primary's present position. Left out: replicas that
   * are stopped, frozen, paused, cut, or no replicas any more.
   *
   * @throws IllegalStateException if that takes longer than {@code patience}
   */
  public void awaitCatchUp(Duration patience) {
    PostgresServer source = currentPrimary();
    Lsn target = source.position();
    source.replication().writeLog();
    for (PostgresServer replica : servers()) {
      Await.until(
          patience,
          () -> !replica.follows(source) || replica.position().hasReached(target),
          () -> replica + " is at " + replica.position() + " and has not reached " + target);
    }
  }

  private PostgresServer currentPrimary() {
    List<PostgresServer> candidates = new ArrayList<>(servers());
    candidates.removeIf(server -> !server.answers() || server.inRecovery());
    if (candidates.size() != 1) {
      throw new IllegalStateException("One primary is needed to catch up with, not " + candidates);
    }
    return candidates.get(0);
  }

  /** {@link PostgresServer#clearStatements()} on all servers. */
  public void clearStatements() {
    servers().forEach(PostgresServer::clearStatements);
  }

  /**
   * Makes it as it was after the start: all servers run and follow, no setting is changed, no proxy
   * stands before them, nothing has run, and the database is empty (what was connected to it is
   * thrown out). Roles and databases that a test has added stay.
   *
   * @return false if a replica was promoted or made a clone: then nothing was done, and the cluster
   *     is to be closed
   */
  public boolean reset() {
    Reset reset = new Reset(spec, primary, replicas);
    boolean done = reset.servers();
    if (done) {
      reset.database();
      awaitCatchUp();
      clearStatements();
    }
    return done;
  }

  /** Stops all servers and removes all files. */
  @Override
  public void close() {
    servers().forEach(PostgresServer::close);
    machine.close();
  }

  @Override
  public String toString() {
    return servers().toString();
  }
}
