package dev.hibernatesplit.internal.connection;

import static java.util.Objects.requireNonNull;

import dev.hibernatesplit.internal.topology.DriverFacts;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What the driver says of the database: asked on what the connection holds, else on the primary.
 *
 * <p>To have it costs no lease; each question takes one, and gives it back.
 */
final class SplitDatabaseMetaData extends ForwardingDatabaseMetaData {

  private final SplitConnection connection;
  private @Nullable Lease asked;

  SplitDatabaseMetaData(SplitConnection connection) {
    this.connection = connection;
  }

  @Override
  DatabaseMetaData delegate() throws SQLException {
    connection.open();
    asked = connection.unit.anyLease();
    return GivingBack.afterFailure(asked.physical()::getMetaData, connection.unit);
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  // What was read at start: so those who only watch open no connection.

  private DriverFacts driver() throws SQLException {
    connection.open();
    return connection.connector.facts().driver();
  }

  @Override
  public String getURL() throws SQLException {
    return driver().url();
  }

  @Override
  public String getUserName() throws SQLException {
    return driver().user();
  }

  @Override
  public String getDatabaseProductName() throws SQLException {
    return driver().product();
  }

  @Override
  public String getDatabaseProductVersion() throws SQLException {
    return driver().productVersion();
  }

  @Override
  public int getDatabaseMajorVersion() throws SQLException {
    return driver().productMajor();
  }

  @Override
  public int getDatabaseMinorVersion() throws SQLException {
    return driver().productMinor();
  }

  @Override
  public String getDriverName() throws SQLException {
    return driver().driver();
  }

  @Override
  public String getDriverVersion() throws SQLException {
    return driver().driverVersion();
  }

  // What each question to the driver ends with, if it has an answer.

  @Override
  boolean after(boolean result) {
    connection.unit.settle();
    return result;
  }

  @Override
  int after(int result) {
    connection.unit.settle();
    return result;
  }

  @Override
  long after(long result) {
    connection.unit.settle();
    return result;
  }

  @Override
  @Nullable String after(@Nullable String result) {
    connection.unit.settle();
    return result;
  }

  @Override
  RowIdLifetime after(RowIdLifetime result) {
    connection.unit.settle();
    return result;
  }

  @Override
  ResultSet after(ResultSet result) {
    return new SplitResultSet(result, new Answer(requireNonNull(asked)));
  }

  /** An answer in rows: its lease stays until it is closed. */
  private final class Answer implements ResultOwner {

    private final Lease lease;

    Answer(Lease lease) {
      this.lease = lease;
      lease.enter();
    }

    @Override
    public @Nullable Statement statement() {
      return null;
    }

    @Override
    public void resultFailed(SQLException e) {
      lease.failed(e);
    }

    @Override
    public void resultClosed() {
      lease.leave();
      connection.unit.settle();
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    try {
      return delegate().unwrap(type);
    } finally {
      connection.unit.settle();
    }
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    if (type.isInstance(this)) {
      return true;
    }
    try {
      return delegate().isWrapperFor(type);
    } finally {
      connection.unit.settle();
    }
  }
}
