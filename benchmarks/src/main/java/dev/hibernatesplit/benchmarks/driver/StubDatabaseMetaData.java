package dev.hibernatesplit.benchmarks.driver;

import java.lang.invoke.MethodHandle;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import net.bytebuddy.implementation.StubMethod;

/** Says that it is PostgreSQL 18; everything else is no, nothing or 0. */
abstract class StubDatabaseMetaData implements DatabaseMetaData {

  private static final MethodHandle NEW =
      Completed.constructor(StubDatabaseMetaData.class, StubMethod.INSTANCE, Connection.class);

  private final Connection connection;

  StubDatabaseMetaData(Connection connection) {
    this.connection = connection;
  }

  static StubDatabaseMetaData of(Connection connection) {
    try {
      return (StubDatabaseMetaData) NEW.invokeExact(connection);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public String getDatabaseProductName() {
    return "PostgreSQL";
  }

  @Override
  public String getDatabaseProductVersion() {
    return "18.6";
  }

  @Override
  public int getDatabaseMajorVersion() {
    return 18;
  }

  @Override
  public int getDatabaseMinorVersion() {
    return 6;
  }

  @Override
  public String getDriverName() {
    return "Stub";
  }

  @Override
  public String getDriverVersion() {
    return "1";
  }

  @Override
  public int getJDBCMajorVersion() {
    return 4;
  }

  @Override
  public int getJDBCMinorVersion() {
    return 2;
  }

  @Override
  public String getURL() {
    return "jdbc:stub";
  }

  @Override
  public String getUserName() {
    return "shop";
  }

  @Override
  public String getSQLKeywords() {
    return "";
  }

  @Override
  public String getIdentifierQuoteString() {
    return "\"";
  }

  @Override
  public String getCatalogSeparator() {
    return ".";
  }

  @Override
  public boolean storesLowerCaseIdentifiers() {
    return true;
  }

  @Override
  public boolean supportsBatchUpdates() {
    return true;
  }

  @Override
  public boolean supportsResultSetType(int type) {
    return true;
  }

  @Override
  public int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_READ_COMMITTED;
  }
}
