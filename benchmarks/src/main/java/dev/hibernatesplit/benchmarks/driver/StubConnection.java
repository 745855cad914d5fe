package dev.hibernatesplit.benchmarks.driver;

import java.lang.invoke.MethodHandle;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executor;
import net.bytebuddy.implementation.ExceptionMethod;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/** Keeps its state as pgjdbc's connections do, on the client's side, and passes for one of them. */
abstract class StubConnection implements Connection {

  private static final MethodHandle NEW =
      Completed.constructor(
          StubConnection.class,
          List.of(BaseConnection.class),
          ExceptionMethod.throwing(UnsupportedOperationException.class),
          Answers.class);

  private final Answers answers;
  private boolean autoCommit = true;
  private boolean readOnly;
  private boolean closed;
  private int isolation = TRANSACTION_READ_COMMITTED;
  private int networkTimeout;

  StubConnection(Answers answers) {
    this.answers = answers;
  }

  static StubConnection open(Answers answers) {
    try {
      return (StubConnection) NEW.invokeExact(answers);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return type.cast(this);
  }

  /** As pgjdbc's have it. */
  public int getBackendPID() {
    return Answers.PROCESS;
  }

  @Override
  public Statement createStatement() {
    return StubStatement.open(answers);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return StubPreparedStatement.open(answers.to(sql));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return prepareStatement(sql);
  }

  @Override
  public DatabaseMetaData getMetaData() {
    return StubDatabaseMetaData.of(this);
  }

  @Override
  public boolean getAutoCommit() {
    return autoCommit;
  }

  @Override
  public void setAutoCommit(boolean value) {
    autoCommit = value;
  }

  @Override
  public boolean isReadOnly() {
    return readOnly;
  }

  @Override
  public void setReadOnly(boolean value) {
    readOnly = value;
  }

  @Override
  public int getTransactionIsolation() {
    return isolation;
  }

  @Override
  public void setTransactionIsolation(int level) {
    isolation = level;
  }

  @Override
  public void commit() {}

  @Override
  public void rollback() {}

  @Override
  public String getCatalog() {
    return "shop";
  }

  @Override
  public String getSchema() {
    return "public";
  }

  @Override
  public int getHoldability() {
    return java.sql.ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public int getNetworkTimeout() {
    return networkTimeout;
  }

  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) {
    networkTimeout = milliseconds;
  }

  @Override
  public Properties getClientInfo() {
    return new Properties();
  }

  @Override
  public @Nullable SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {}

  @Override
  public boolean isValid(int timeout) {
    return !closed;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void abort(Executor executor) {
    closed = true;
  }
}
