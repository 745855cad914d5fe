package dev.hibernatesplit.internal.topology;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a connection of the primary says of itself, read once at start, so that questions to a
 * connection that leases nothing have an answer.
 *
 * @param driver what the driver knows of itself
 * @param isolation the isolation that its connections come with
 * @param database the database's name, which JDBC calls the catalog
 * @param schema the schema that unqualified names are made in; null if there is none
 * @param systemIdentifier what a primary and its replicas have in common
 * @param autoCommit whether its connections come auto-committing
 * @param synchronousCommit whether a commit over them has been flushed when it returns
 * @param inRecovery whether it is no primary at all
 */
public record PrimaryFacts(
    DriverFacts driver,
    int isolation,
    String database,
    @Nullable String schema,
    String systemIdentifier,
    boolean autoCommit,
    boolean synchronousCommit,
    boolean inRecovery) {

  static PrimaryFacts read(Connection connection) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    DriverFacts driver = DriverFacts.of(connection);
    if (!driver.product().equals("PostgreSQL")) {
      return new PrimaryFacts(
          driver, connection.getTransactionIsolation(), "", null, "", true, false, false);
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_database(), current_schema(),"
                    + " system_identifier::text, current_setting('synchronous_commit') <> 'off',"
                    + " pg_is_in_recovery() from pg_control_system()")) {
      row.next();
      return new PrimaryFacts(
          driver,
          connection.getTransactionIsolation(),
          row.getString(1),
          row.getString(2),
          row.getString(3),
          autoCommit,
          row.getBoolean(4),
          row.getBoolean(5));
    }
  }
}
