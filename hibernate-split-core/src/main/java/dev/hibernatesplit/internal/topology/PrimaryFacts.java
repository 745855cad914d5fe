package dev.hibernatesplit.internal.topology;

import dev.hibernatesplit.internal.wal.WalPages;
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
 * @param pages how their log is cut up
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
    WalPages pages,
    boolean autoCommit,
    boolean synchronousCommit,
    boolean inRecovery) {

  private static final WalPages NO_PAGES = new WalPages(1, 1);

  static PrimaryFacts read(Connection connection) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    DriverFacts driver = DriverFacts.of(connection);
    if (!driver.product().equals("PostgreSQL")) {
      return new PrimaryFacts(
          driver, connection.getTransactionIsolation(), "", null, "", NO_PAGES, true, false, false);
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_database(), current_schema(),"
                    + " system_identifier::text, pg_is_in_recovery(), wal_block_size,"
                    + " bytes_per_wal_segment,"
                    + " current_setting('synchronous_commit') <> 'off'"
                    + " from pg_control_system(), pg_control_init()")) {
      row.next();
      return new PrimaryFacts(
          driver,
          connection.getTransactionIsolation(),
          row.getString(1),
          row.getString(2),
          row.getString(3),
          new WalPages(row.getInt(5), row.getLong(6)),
          autoCommit,
          row.getBoolean(7),
          row.getBoolean(4));
    }
  }
}
