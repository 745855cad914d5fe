package dev.hibernatesplit.internal.health;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.config.Secret;
import dev.hibernatesplit.internal.config.Source;
import dev.hibernatesplit.internal.topology.ReplicaState;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * May this replica serve? Asks it over a connection of its own, whose time-outs are the client's,
 * so that a frozen server cannot hold it up for longer; a DataSource that was given lends one.
 *
 * <p>Needs no privilege beyond CONNECT. Used by one thread at a time.
 */
final class ReplicaProbe implements Runnable, AutoCloseable {

  private final Topology topology;
  private final Target replica;
  private final String systemIdentifier;
  private final Duration timeout;
  private @Nullable Connection connection;

  ReplicaProbe(Topology topology, Target replica, String systemIdentifier, Duration timeout) {
    this.topology = topology;
    this.replica = replica;
    this.systemIdentifier = systemIdentifier;
    this.timeout = timeout;
  }

  /** What it finds counts only if nobody found out otherwise in the meantime. */
  @Override
  public void run() {
    ReplicaState before = topology.state(replica);
    if (!(before instanceof ReplicaState.Serving)) {
      close(); // that the old connection still answers does not say that a new one can be had
    }
    try {
      ask()
          .ifPresentOrElse(
              objection -> topology.fails(replica, objection),
              () -> topology.serves(replica, before, 1));
    } catch (SQLException | RuntimeException e) {
      close();
      topology.fails(replica, failure(e));
    }
  }

  private String failure(Exception e) {
    String prefix = "hibernate.split.replicas." + replica.name();
    return e instanceof SQLException sql && String.valueOf(sql.getSQLState()).startsWith("28")
        ? prefix + ".user or .password was refused: " + e.getMessage()
        : prefix + " cannot be reached: " + e.getMessage();
  }

  private Optional<String> ask() throws SQLException {
    if (replica.configuration().source() instanceof Source.Given) {
      return replica.ask(lent -> ask(lent, lent.getTransactionIsolation()));
    }
    Connection own = connection == null ? connect() : connection;
    connection = own;
    return ask(own, replica.configuration().isolation());
  }

  /**
   * @param isolation what its pool's connections come with; null for what the server says
   */
  private Optional<String> ask(Connection asked, @Nullable Integer isolation) throws SQLException {
    long begin = System.nanoTime();
    try (Statement statement = asked.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select pg_is_in_recovery(), system_identifier::text,"
                    + " current_setting('default_transaction_isolation') from pg_control_system()")) {
      row.next();
      replica.load().roundTrip(System.nanoTime() - begin);
      replica.isolation(isolation == null ? Isolations.level(row.getString(3)) : isolation);
      return objection(row.getBoolean(1), row.getString(2));
    }
  }

  private Optional<String> objection(boolean inRecovery, String system) {
    if (!system.equals(systemIdentifier)) {
      return Optional.of(
          "it is a copy of another cluster (system identifier "
              + system
              + ", the primary's is "
              + systemIdentifier
              + "): name a streaming replica of the primary in hibernate.split.replicas."
              + replica.name());
    }
    return inRecovery
        ? Optional.empty()
        : Optional.of(
            "it is not in recovery, so it is a primary: name a streaming replica in"
                + " hibernate.split.replicas."
                + replica.name());
  }

  private Connection connect() throws SQLException {
    if (!(replica.configuration().source() instanceof Source.Url source)) {
      return replica.connection();
    }
    Properties properties = new Properties();
    replica
        .configuration()
        .hikari()
        .forEach(
            (name, value) -> {
              if (name.startsWith("dataSource.")) {
                properties.setProperty(name.substring("dataSource.".length()), value);
              }
            });
    String seconds = String.valueOf(Math.max(1, timeout.plusMillis(999).toSeconds()));
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

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("A probe could not be closed", e);
      }
    }
  }
}
