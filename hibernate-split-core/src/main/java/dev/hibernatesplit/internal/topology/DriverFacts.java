package dev.hibernatesplit.internal.topology;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the driver says of the primary's connections as they come; to ask it costs no round trip.
 *
 * @param url the URL as the driver was given it
 * @param user who logged in
 * @param product the database
 * @param productVersion its version in full
 * @param productMajor its major version
 * @param productMinor its minor version
 * @param driver the driver
 * @param driverVersion its version
 * @param holdability whether results outlive a commit
 * @param networkTimeout how long an answer may take, in milliseconds; 0 for ever
 * @param clientInfo the client information that can be set, and its values
 */
public record DriverFacts(
    String url,
    String user,
    String product,
    String productVersion,
    int productMajor,
    int productMinor,
    String driver,
    String driverVersion,
    int holdability,
    int networkTimeout,
    Map<String, String> clientInfo) {

  /** Asks the driver; one of another database only for the database's name. */
  static DriverFacts of(Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    String product = metaData.getDatabaseProductName();
    return product.equals("PostgreSQL")
        ? of(connection, metaData)
        : new DriverFacts("", "", product, "", 0, 0, "", "", 0, 0, Map.of());
  }

  private static DriverFacts of(Connection connection, DatabaseMetaData metaData)
      throws SQLException {
    return new DriverFacts(
        metaData.getURL(),
        metaData.getUserName(),
        metaData.getDatabaseProductName(),
        metaData.getDatabaseProductVersion(),
        metaData.getDatabaseMajorVersion(),
        metaData.getDatabaseMinorVersion(),
        metaData.getDriverName(),
        metaData.getDriverVersion(),
        connection.getHoldability(),
        connection.getNetworkTimeout(),
        connection.getClientInfo().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    info -> info.getKey().toString(), info -> info.getValue().toString())));
  }
}
