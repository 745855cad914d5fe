package dev.hibernatesplit.internal.topology;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.internal.balancing.Load;
import dev.hibernatesplit.internal.config.Secret;
import dev.hibernatesplit.internal.config.Source;
import dev.hibernatesplit.internal.config.TargetConfiguration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One database server, and the pool of connections to it. Thread-safe.
 *
 * <p>A pool that we made is ours to close; a DataSource that was given is used as it is.
 */
public final class Target implements AutoCloseable {

  private final TargetConfiguration configuration;
  private final DataSource dataSource;
  private final Load load;
  private volatile int isolation = Connection.TRANSACTION_READ_COMMITTED;

  private Target(TargetConfiguration configuration, DataSource dataSource, Load load) {
    this.configuration = configuration;
    this.dataSource = dataSource;
    this.load = load;
  }

  /** Opens a pool that must be able to connect. */
  static Target reachable(TargetConfiguration configuration, Load load) {
    return new Target(configuration, dataSource(configuration, 1), load);
  }

  /** Opens a pool that may connect later. */
  static Target of(TargetConfiguration configuration, Load load) {
    return new Target(configuration, dataSource(configuration, -1), load);
  }

  private static DataSource dataSource(
      TargetConfiguration configuration, long initializationFailTimeout) {
    if (configuration.source() instanceof Source.Given given) {
      return given.dataSource();
    }
    Properties properties = new Properties();
    properties.putAll(configuration.hikari());
    HikariConfig hikari = new HikariConfig(properties);
    if (!configuration.hikari().containsKey("initializationFailTimeout")) {
      hikari.setInitializationFailTimeout(initializationFailTimeout);
    }
    if (configuration.source() instanceof Source.Url source) {
      hikari.setJdbcUrl(source.url());
      if (source.driver() != null) {
        hikari.setDriverClassName(source.driver());
      }
    }
    logIn(hikari, configuration.source().user(), configuration.source().password());
    return new HikariDataSource(hikari);
  }

  private static void logIn(HikariConfig hikari, @Nullable String user, @Nullable Secret password) {
    if (user != null) {
      hikari.setUsername(user);
    }
    if (password != null) {
      hikari.setPassword(password.value());
    }
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

  /** A question to one connection. */
  @FunctionalInterface
  public interface Question<T> {
    /** Asks it. */
    T to(Connection connection) throws SQLException;
  }

  /** Asks a connection of its pool, and gives it back with no transaction left open. */
  public <T> T ask(Question<T> question) throws SQLException {
    Connection connection = connection();
    try {
      T answer = question.to(connection);
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      giveBack(connection);
      return answer;
    } catch (SQLException | RuntimeException e) {
      discard(connection);
      throw e;
    }
  }

  /** Takes back a connection that is as it came. */
  public void giveBack(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.connectionDiscarded(name(), e);
    }
  }

  /** Throws away a connection that nobody may use again; what HikariCP evicts it closes itself. */
  public void discard(Connection connection) {
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

  /** Whatever is open on it ends; it may be used again later. */
  void abandon(String cause) {
    if (dataSource instanceof HikariDataSource pool && !pool.isClosed()) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
    LOG.debugf("The connections of '%s' are given up: %s", name(), cause);
  }

  @Override
  public void close() {
    if (dataSource instanceof HikariDataSource pool
        && !(configuration.source() instanceof Source.Given)) {
      pool.close();
    }
  }
}
