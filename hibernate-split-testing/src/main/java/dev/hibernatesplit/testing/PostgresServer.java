package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.log.StatementLog;
import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.ServerProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One server of a {@link ReplicatedPostgres}, by its name; its role may change. What asks the
 * server something throws {@link IllegalStateException} when the server cannot be reached or
 * refuses; on a frozen one it waits for a minute first. Safe for use by several threads.
 */
public final class PostgresServer {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final ClusterSpec spec;
  private final ServerProcess process;
  private final AdminSession admin;
  private final Settings settings;
  private final Replication replication;
  private volatile long logMark;
  private volatile @Nullable PostgresServer upstream;
  private @Nullable TcpProxy proxy;

  PostgresServer(
      String name, ClusterSpec spec, ServerProcess process, @Nullable PostgresServer upstream) {
    this.name = name;
    this.spec = spec;
    this.process = process;
    this.upstream = upstream;
    this.admin = new AdminSession(() -> url(host(), port(), "postgres"), spec.admin());
    this.settings = new Settings(name, admin);
    this.replication = new Replication(name, admin, settings);
  }

  // Who it is

  public String name() {
    return name;
  }

  public String host() {
    return process.host();
  }

  /** Stays the same when the server is restarted. */
  public int port() {
    return process.port();
  }

  public String jdbcUrl() {
    return url(host(), port(), spec.database());
  }

  /** The URL that leads to this server through a proxy. */
  public String jdbcUrl(TcpProxy through) {
    return url("127.0.0.1", through.port(), spec.database());
  }

  /** The owner of the database; no superuser. */
  public String user() {
    return spec.user().name();
  }

  public String password() {
    return spec.user().password();
  }

  /** A new connection as {@link #user()}; what runs on it is counted. The caller closes it. */
  public Connection connection() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), password());
  }

  /** A new connection as superuser; what runs on it is not counted. The caller closes it. */
  public Connection adminConnection() throws SQLException {
    return new AdminSession(this::jdbcUrl, spec.admin()).connect();
  }

  // Its life

  /** Starts it after it was stopped or killed, and waits until it takes connections. */
  public synchronized void start() {
    if (!process.running()) {
      process.start();
    }
  }

  /** Stops it in {@link StopMode#FAST}. */
  public void stop() {
    stop(StopMode.FAST);
  }

  /**
   * Shuts it down and waits until it is gone. A primary that is stopped fast waits for the replicas
   * that stream from it: do not freeze these before.
   */
  public synchronized void stop(StopMode mode) {
    process.stop(mode.signal(), PATIENCE);
  }

  /** Stops it fast and starts it on the same port. */
  public synchronized void restart() {
    stop();
    start();
  }

  /** Kills all its processes (SIGKILL). */
  public synchronized void kill() {
    process.kill();
  }

  /** Stops all its processes where they are (SIGSTOP); sockets stay open and answer nothing. */
  public synchronized void freeze() {
    process.freeze();
  }

  /** Lets a frozen server go on (SIGCONT). */
  public synchronized void thaw() {
    process.thaw();
  }

  public boolean running() {
    return process.running();
  }

  public boolean frozen() {
    return process.frozen();
  }

  // Replication

  /** Stops replay and waits until it has stopped; the log is still received. */
  public void pauseReplay() {
    replication.pause();
  }

  /** Lets replay go on. */
  public void resumeReplay() {
    replication.resume();
  }

  /** Takes its upstream away and waits until it receives no more. */
  public void cutReplication() {
    replication.cut();
  }

  /** Gives the upstream back that {@link #cutReplication()} took, and waits until it streams. */
  public void restoreReplication() {
    PostgresServer from = upstream;
    if (from == null) {
      throw new IllegalStateException(name + " never was a replica: use follow(server)");
    }
    follow(from);
  }

  /** Makes a replica follow another server of the cluster, and waits until it streams from it. */
  public void follow(PostgresServer other) {
    upstream = other;
    replication.follow(other.process.replicationAddress());
  }

  /** Makes a replica a primary, and waits until it takes writes. The others do not follow it. */
  public void promote() {
    replication.promote();
  }

  /**
   * Restarts a replica as what a copy of its disk would be that somebody starts elsewhere: a second
   * primary, with the same system identifier and on the same timeline. The others do not follow it.
   */
  public synchronized void startAsClone() {
    stop();
    process.forgetPrimary();
    replication.parts();
    start();
  }

  public boolean inRecovery() {
    return replication.inRecovery();
  }

  /** Replayed so far on a replica; inserted so far on a primary. */
  public Lsn position() {
    return replication.position();
  }

  /**
   * Changes a setting by ALTER SYSTEM and has the server read it. Sessions that are open follow a
   * moment later; some settings need a {@link #restart()}.
   */
  public void setting(String name, String value) {
    settings.set(name, value);
  }

  /** Takes back what {@link #setting} did. */
  public void resetSetting(String name) {
    settings.reset(name);
  }

  // What ran

  /**
   * What clients have run since {@link #clearStatements()}, in the order in which the server began
   * it: every execution, also of prepared statements, BEGIN and COMMIT. Complete for statements
   * whose answer the client has. Left out: the rig's own, what functions run inside, further
   * fetches from a cursor, and statements that were refused before they ran (see {@link
   * #failures()}).
   *
   * @throws IllegalStateException if the cluster does not log statements
   */
  public List<RanStatement> statements() {
    return log().ran();
  }

  /** Those of {@link #statements()} whose SQL passes. */
  public List<RanStatement> statementsMatching(Predicate<String> sql) {
    return statements().stream().filter(statement -> sql.test(statement.sql())).toList();
  }

  /** How many of {@link #statements()} have SQL that passes. */
  public long countOf(Predicate<String> sql) {
    return statementsMatching(sql).size();
  }

  /** What the server answered with an error since {@link #clearStatements()}. */
  public List<FailedStatement> failures() {
    return log().failed();
  }

  /** Forgets what ran so far. */
  public void clearStatements() {
    logMark = process.logSize();
  }

  private StatementLog log() {
    if (!spec.statementLog()) {
      throw new IllegalStateException(
          "This cluster was built with statementLog(false): nothing can be counted");
    }
    return StatementLog.of(process.log(logMark), AdminSession.APPLICATION);
  }

  // Its network

  /** A proxy before this server, made at the first call and closed with the cluster. */
  public synchronized TcpProxy proxy() {
    TcpProxy made = proxy;
    if (made == null) {
      made = TcpProxy.before(this);
      proxy = made;
    }
    return made;
  }

  // For the cluster

  AdminSession admin() {
    return admin;
  }

  Settings settings() {
    return settings;
  }

  Replication replication() {
    return replication;
  }

  boolean answers() {
    return running() && !frozen();
  }

  /** Whether it is bound to get what {@code source} writes. */
  boolean follows(PostgresServer source) {
    return this != source
        && answers()
        && inRecovery()
        && !replication.paused()
        && replication.connected();
  }

  void upstream(@Nullable PostgresServer server) {
    upstream = server;
  }

  synchronized void closeProxy() {
    if (proxy != null) {
      proxy.close();
      proxy = null;
    }
  }

  void close() {
    admin.close();
    closeProxy();
  }

  private static String url(String host, int port, String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  @Override
  public String toString() {
    return name + " (" + host() + ":" + port() + ")";
  }
}
