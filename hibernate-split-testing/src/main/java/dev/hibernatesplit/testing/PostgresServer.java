package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.log.StatementLog;
import dev.hibernatesplit.testing.internal.server.Await;
import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.ServerProcess;
import dev.hibernatesplit.testing.internal.server.ServerSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One server of a {@link ReplicatedPostgres}, by its name; its role may change. What asks the
 * server something throws {@link IllegalStateException} when it cannot be reached. Safe for use by
 * several threads.
 */
public final class PostgresServer {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final ClusterSpec spec;
  private final ServerProcess process;
  private final AdminSession admin;
  private volatile long logMark;
  private @Nullable PostgresServer upstream;
  private @Nullable TcpProxy proxy;
  private boolean promoted;

  PostgresServer(
      String name, ClusterSpec spec, ServerProcess process, @Nullable PostgresServer upstream) {
    this.name = name;
    this.spec = spec;
    this.process = process;
    this.upstream = upstream;
    this.admin = new AdminSession(() -> url("postgres"), spec.admin());
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
    return url(spec.database());
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

  /** {@link StopMode#FAST}. */
  public void stop() {
    stop(StopMode.FAST);
  }

  /**
   * Shuts it down and waits until it is gone. A primary that is stopped fast waits for its
   * replicas: do not freeze these before.
   */
  public synchronized void stop(StopMode mode) {
    process.stop(mode.signal(), PATIENCE);
  }

  /** {@link #stop()} and {@link #start()}. */
  public synchronized void restart() {
    stop();
    start();
  }

  /** Kills all its processes, as a power cut would. */
  public synchronized void kill() {
    process.kill();
  }

  /** Stops all its processes where they are; sockets stay open and answer nothing. */
  public synchronized void freeze() {
    process.freeze();
  }

  /** Lets a frozen server go on. */
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
    admin.run("select pg_wal_replay_pause()");
    Await.until(
        PATIENCE,
        () -> admin.ask("select pg_get_wal_replay_pause_state()").equals("paused"),
        () -> name + ": replay did not pause");
  }

  public void resumeReplay() {
    admin.run("select pg_wal_replay_resume()");
  }

  public boolean replayPaused() {
    return inRecovery()
        && !admin.ask("select pg_get_wal_replay_pause_state()").equals("not paused");
  }

  /** Takes its upstream away and waits until it receives no more. */
  public void cutReplication() {
    setting("primary_conninfo", "");
    Await.until(PATIENCE, () -> !receiving(), () -> name + ": replication was not cut");
  }

  /** Gives the upstream back that {@link #cutReplication()} took, and waits for it to flow. */
  public void restoreReplication() {
    resetSetting("primary_conninfo");
    PostgresServer from = upstream;
    if (from != null) {
      follow(from);
    }
  }

  /** Makes it a replica of another server of the cluster, and waits until it receives from it. */
  public void follow(PostgresServer other) {
    upstream = other;
    setting(
        "primary_conninfo",
        ServerSettings.connectionInfo(name, other.process.replicationAddress(), spec.admin()));
    Await.until(PATIENCE, this::receiving, () -> name + ": does not receive from " + other.name);
  }

  boolean receiving() {
    return !admin
        .ask("select status from pg_stat_wal_receiver where status = 'streaming'")
        .isEmpty();
  }

  /** Makes a replica a primary, and waits until it takes writes. */
  public void promote() {
    promoted = true;
    admin.run("select pg_promote(true, 30)");
    Await.until(PATIENCE, () -> !inRecovery(), () -> name + ": was not promoted");
  }

  boolean promoted() {
    return promoted;
  }

  public boolean inRecovery() {
    return admin.ask("select pg_is_in_recovery()").equals("t");
  }

  /** Replayed so far on a replica; inserted so far on a primary. */
  public Lsn position() {
    return Lsn.parse(
        admin.ask(
            "select case when pg_is_in_recovery() then pg_last_wal_replay_lsn()"
                + " else pg_current_wal_insert_lsn() end"));
  }

  /** Changes a setting (ALTER SYSTEM) and makes the server read it, if it can without restart. */
  public void setting(String name, String value) {
    admin.run("alter system set " + name + " = '" + value.replace("'", "''") + "'");
    reload();
  }

  /** Takes back what {@link #setting} did. */
  public void resetSetting(String name) {
    admin.run("alter system reset " + name);
    reload();
  }

  private void reload() {
    String before = admin.ask("select pg_conf_load_time()");
    admin.run("select pg_reload_conf()");
    Await.until(
        PATIENCE,
        () -> !admin.ask("select pg_conf_load_time()").equals(before),
        () -> name + ": settings were not read again");
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

  boolean answers() {
    return running() && !frozen();
  }

  /** Whether it is bound to get what {@code source} writes. */
  boolean follows(PostgresServer source) {
    return this != source
        && answers()
        && inRecovery()
        && !replayPaused()
        && !admin.ask("show primary_conninfo").isEmpty();
  }

  /** Writes a little log and has it flushed, so that replicas pass the position before it. */
  void writeLog() {
    admin.run(
        "set synchronous_commit = local;"
            + " select pg_logical_emit_message(true, 'hibernate-split-testing', '')");
  }

  synchronized void close() {
    admin.close();
    if (proxy != null) {
      proxy.close();
    }
  }

  private String url(String database) {
    return url(host(), port(), database);
  }

  private static String url(String host, int port, String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  @Override
  public String toString() {
    return name + " (" + host() + ":" + port() + ")";
  }
}
