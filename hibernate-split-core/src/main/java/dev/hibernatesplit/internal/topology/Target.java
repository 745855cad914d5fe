package dev.hibernatesplit.internal.topology;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.internal.balancing.Load;
import dev.hibernatesplit.internal.config.Secret;
import dev.hibernatesplit.internal.config.Source;
import dev.hibernatesplit.internal.config.TargetConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * One database server, and the pool of connections to it. Thread-safe.
 *
 * <p>A pool that we made is ours to close; a DataSource that was given is used as it is.
 */
public final class Target implements AutoCloseable {

  /** How long a pool of ours is waited for at a stretch. */
  private static final int TURN_MS = 1_000;

  private final TargetConfiguration configuration;
  private final PhysicalConnections connections = new PhysicalConnections();
  private final DataSource dataSource;
  private final boolean lent;
  private final Duration patience;
  private final Load load;
  private volatile boolean leads;
  private volatile int isolation = Connection.TRANSACTION_READ_COMMITTED;

  private Target(TargetConfiguration configuration, long initializationFailTimeout, Load load) {
    this.configuration = configuration;
    this.load = load;
    this.dataSource =
        configuration.source() instanceof Source.Given given
            ? given.dataSource()
            : new PoolMaker(configuration, connections).make(initializationFailTimeout);
    this.lent = !(configuration.source() instanceof Source.Url);
    this.patience = waits();
  }

  /** A pool of ours is waited for in turns; one that was given waits as it was made to. */
  private Duration waits() {
    if (!(dataSource instanceof HikariDataSource pool)) {
      return Duration.ZERO;
    }
    if (configuration.source() instanceof Source.Given) {
      return Duration.ofMillis(pool.getConnectionTimeout());
    }
    pool.setConnectionTimeout(Math.min(pool.getConnectionTimeout(), TURN_MS));
    return configuration.writePatience();
  }

  /** Opens a pool that must be able to connect. */
  static Target reachable(TargetConfiguration configuration, Load load) {
    return new Target(configuration, 1, load);
  }

  /** Opens a pool that may connect later. */
  static Target of(TargetConfiguration configuration, Load load) {
    return new Target(configuration, -1, load);
  }

  /** The name that settings, decisions and messages call it by. */
  public String name() {
    return configuration.name();
  }

  /** How busy it is. */
  public Load load() {
    return load;
  }

  /** After how many seconds a statement on it is cancelled; 0 for never. */
  public int queryTimeout() {
    Duration timeout = configuration.queryTimeout();
    return timeout == null ? 0 : (int) timeout.toSeconds();
  }

  /** What was asked for it. */
  public TargetConfiguration configuration() {
    return configuration;
  }

  /** What its connections come from. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** The isolation its connections come with, as {@link Connection} numbers it. */
  public int isolation() {
    return isolation;
  }

  /** It was found out what isolation they come with. */
  public void isolation(int value) {
    isolation = value;
  }

  /** A connection of its pool; the caller gives it back. */
  public Connection connection() throws SQLException {
    if (configuration.source() instanceof Source.Given given && given.user() != null) {
      Secret password = given.password();
      return dataSource.getConnection(given.user(), password == null ? "" : password.value());
    }
    return dataSource.getConnection();
  }

  /**
   * A connection of its pool to write over. It is waited for as long as the primary's pool lets one
   * wait, but only while this is the server that takes the writes: the pool is asked in short
   * turns.
   */
  public Connection connectionOfLeader() throws SQLException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return ifLeading(connection());
      } catch (SQLTransientConnectionException e) {
        if (!leads || System.nanoTime() - end >= 0) {
          throw e;
        }
      }
    }
  }

  /** Who waited while another server took over must not write here. */
  private Connection ifLeading(Connection connection) throws SQLTransientConnectionException {
    if (leads) {
      return connection;
    }
    close(connection);
    throw new SQLTransientConnectionException(
        "Server '" + name() + "' does not take the writes any more", "08001");
  }

  /** How long a connection to write over is waited for. */
  public Duration patience() {
    return patience;
  }

  /** Whether it takes the writes from now on. */
  void leads(boolean now) {
    leads = now;
  }

  /**
   * The physical connection under one of its connections, which is ours to end until it goes back.
   * Where it comes from a DataSource that was given, it counts as made when it was first seen.
   */
  public Physical physical(Connection connection) {
    return lent ? connections.lent(connection) : connections.of(connection);
  }

  /**
   * No connection that exists now is handed out again; what runs on them goes on. A DataSource that
   * was given and is no HikariCP pool finds out for itself.
   */
  public void evict() {
    if (dataSource instanceof HikariDataSource pool && pool.getHikariPoolMXBean() != null) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
  }

  /**
   * Ends all its connections at once, in use or not: to be called when the server does not answer.
   * Who waits for an answer gets an error, of which a read is run elsewhere. Of a DataSource that
   * was given only those that are lent to us are ended.
   *
   * @param cause why, in words
   */
  public void abortAll(String cause) {
    evict();
    int ended = connections.abort();
    if (ended > 0) {
      LOG.connectionsAborted(name(), ended, cause);
    }
  }

  /** Its connections on which somebody waits for an answer of the server. */
  public List<Physical> waiting() {
    return connections.waiting();
  }

  /** How often a statement was answered as it should be, over each of its connections. */
  public Map<Physical, Integer> signsOfLife() {
    return connections.signsOfLife();
  }

  /**
   * Ends some connections at once: who waits there gets an error, of which a read is run elsewhere.
   *
   * @param cause why, in words
   */
  public void abort(Set<Physical> some, String cause) {
    connections.abort(some);
    LOG.connectionsAborted(name(), some.size(), cause);
  }

  /** A question to one connection. */
  @FunctionalInterface
  public interface Question<T> {
    /** Asks it. */
    T to(Connection connection) throws SQLException;
  }

  /** Asks a connection of its pool, and gives it back with no transaction left open. */
  public <T> T ask(Question<T> question) throws SQLException {
    Connection connection = connection();
    Physical physical = physical(connection);
    try {
      T answer = question.to(connection);
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      giveBack(connection, physical);
      return answer;
    } catch (SQLException | RuntimeException e) {
      discard(connection, physical);
      throw e;
    }
  }

  /** Takes back a connection that is as it came, with what is under it. */
  public void giveBack(Connection connection, Physical physical) {
    returned(physical);
    close(connection);
  }

  private void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.connectionDiscarded(name(), e);
    }
  }

  /** Throws away a connection that nobody may use again; what HikariCP evicts it closes itself. */
  public void discard(Connection connection, Physical physical) {
    returned(physical);
    if (dataSource instanceof HikariDataSource pool && !pool.isClosed()) {
      pool.evictConnection(connection);
      return;
    }
    try {
      connection.abort(Runnable::run);
      connection.close();
    } catch (SQLException e) {
      LOG.connectionDiscarded(name(), e);
    }
  }

  private void returned(Physical physical) {
    if (lent) {
      physical.ours(false);
    }
  }

  @Override
  public void close() {
    if (dataSource instanceof HikariDataSource pool
        && !(configuration.source() instanceof Source.Given)) {
      pool.close();
    }
  }
}
