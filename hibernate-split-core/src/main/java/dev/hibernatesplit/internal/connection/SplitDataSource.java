package dev.hibernatesplit.internal.connection;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections of ours for code beside Hibernate: everything runs on the primary, and what is
 * committed there is known. Thread-safe.
 */
public final class SplitDataSource implements DataSource {

  private final Connector connector;

  /**
   * @param connector opens the connections
   */
  public SplitDataSource(Connector connector) {
    this.connector = connector;
  }

  @Override
  public Connection getConnection() {
    return connector.open(null, false);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException(
        "Connections log in as the primary's user: use getConnection().", "0A000");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return primary().getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    primary().setLogWriter(writer);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return primary().getLoginTimeout();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    primary().setLoginTimeout(seconds);
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return primary().getParentLogger();
  }

  private DataSource primary() {
    return connector.topology().primary().dataSource();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || primary().isWrapperFor(type);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : primary().unwrap(type);
  }
}
