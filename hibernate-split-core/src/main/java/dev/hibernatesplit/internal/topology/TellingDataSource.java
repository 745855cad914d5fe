package dev.hibernatesplit.internal.topology;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** What a pool of ours gets its connections from; tells of each. */
final class TellingDataSource implements DataSource {

  private final DataSource driver;
  private final Login login;
  private final PhysicalConnections connections;

  TellingDataSource(DataSource driver, Login login, PhysicalConnections connections) {
    this.driver = driver;
    this.login = login;
    this.connections = connections;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return tell(driver.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return tell(driver.getConnection(user, password));
  }

  private Connection tell(Connection physical) throws SQLException {
    connections.made(physical); // which asks the server
    login.done(physical);
    return physical;
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return driver.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws SQLException {
    driver.setLogWriter(writer);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return driver.getLoginTimeout();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    driver.setLoginTimeout(seconds);
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver.getParentLogger();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || driver.isWrapperFor(type);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : driver.unwrap(type);
  }
}
