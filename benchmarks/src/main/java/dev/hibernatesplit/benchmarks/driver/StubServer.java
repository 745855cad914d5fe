package dev.hibernatesplit.benchmarks.driver;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that is not there, with one table of books. Thread-safe. */
public final class StubServer implements DataSource {

  private final Answers answers;
  private volatile int loginTimeout;

  private StubServer(boolean inRecovery) {
    this.answers = new Answers(inRecovery);
  }

  /** A server that takes writes, and forgets them. */
  public static StubServer primary() {
    return new StubServer(false);
  }

  /** A server that says it follows the primary. */
  public static StubServer replica() {
    return new StubServer(true);
  }

  @Override
  public Connection getConnection() {
    return StubConnection.open(answers);
  }

  @Override
  public Connection getConnection(String user, String password) {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("Wraps nothing: " + type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
