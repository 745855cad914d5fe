package dev.hibernatesplit.testing.simulated;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections to one simulated server. Thread-safe. */
final class ServerDataSource implements DataSource {

  private final Server server;

  ServerDataSource(Server server) {
    this.server = server;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return server.connection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Logs nothing");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.cast(Faces.unwrapped(this, type));
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Faces.wraps(this, type);
  }

  @Override
  public String toString() {
    return "simulated " + server;
  }
}
