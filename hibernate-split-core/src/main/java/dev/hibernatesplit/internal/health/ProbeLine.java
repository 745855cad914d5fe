package dev.hibernatesplit.internal.health;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.internal.config.Secret;
import dev.hibernatesplit.internal.config.Source;
import dev.hibernatesplit.internal.topology.Target;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Over what connection is a target probed? Over one of the monitor's own; a pool that was given
 * lends one for each probe. Thread-safe.
 */
final class ProbeLine implements AutoCloseable {

  private final Target target;
  private final Duration timeout;
  private final AtomicReference<@Nullable Connection> kept = new AtomicReference<>();

  ProbeLine(Target target, Duration timeout) {
    this.target = target;
    this.timeout = timeout;
  }

  /**
   * Whether it is the pool's fault, not the server's, if there is no connection: all that it may
   * have are in use, or nobody can tell.
   */
  boolean poolMayBeEmpty() {
    if (target.configuration().source() instanceof Source.Url
        || target.dataSource() instanceof PGSimpleDataSource) { // which is no pool
      return false;
    }
    HikariDataSource pool = hikari(target.dataSource());
    return pool == null
        || pool.getHikariPoolMXBean() == null
        || pool.getHikariPoolMXBean().getActiveConnections() >= pool.getMaximumPoolSize();
  }

  /** Frameworks like to put something around a pool. */
  private static @Nullable HikariDataSource hikari(DataSource given) {
    try {
      return given.isWrapperFor(HikariDataSource.class)
          ? given.unwrap(HikariDataSource.class)
          : null;
    } catch (SQLException e) {
      return null;
    }
  }

  /** Asks over it; keeps the connection for the next time unless something went wrong. */
  <T> T ask(Attempt attempt, Target.Question<T> question) throws SQLException {
    if (!(target.configuration().source() instanceof Source.Url source)) {
      return target.ask(
          connection -> {
            attempt.over(connection);
            return question.to(connection);
          });
    }
    Connection own = kept.getAndSet(null);
    Connection connection = own == null ? connect(source) : own;
    try {
      attempt.over(connection);
      T answer = question.to(connection);
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      if (!attempt.unlessOver(() -> keep(connection))) {
        close(connection);
      }
      return answer;
    } catch (SQLException | RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  private void keep(Connection connection) {
    Connection other = kept.getAndSet(connection);
    if (other != null) {
      close(other);
    }
  }

  private Connection connect(Source.Url source) throws SQLException {
    Properties properties = new Properties();
    target
        .configuration()
        .hikari()
        .forEach(
            (name, value) -> {
              if (name.startsWith("dataSource.")) {
                properties.setProperty(name.substring("dataSource.".length()), value);
              }
            });
    // The driver counts on while this JVM sleeps, so it must not be the first whose time is up.
    String seconds = String.valueOf(timeout.plusMillis(1999).toSeconds());
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
    PGProperty.LOGIN_TIMEOUT.set(properties, seconds);
    PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
    PGProperty.APPLICATION_NAME.set(properties, "hibernate-split probe");
    if (source.user() != null) {
      PGProperty.USER.set(properties, source.user());
    }
    Secret password = source.password();
    if (password != null) {
      PGProperty.PASSWORD.set(properties, password.value());
    }
    return DriverManager.getConnection(source.url(), properties);
  }

  /** The next question goes over a new connection: that the old one answers says little. */
  void renew() {
    close();
  }

  @Override
  public void close() {
    Connection open = kept.getAndSet(null);
    if (open != null) {
      close(open);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("A probe could not be closed", e);
    }
  }
}
