package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.spi.StatementInfo;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A call: nobody knows what it does, so it stands on the primary, and what is set goes straight on.
 */
final class SplitCallableStatement extends ForwardingCallableStatement {

  private final StatementInfo statement;
  private final Placed<CallableStatement> placed;

  SplitCallableStatement(
      SplitConnection connection, StatementInfo statement, Opening<CallableStatement> opening)
      throws SQLException {
    this.statement = statement;
    this.placed = new Placed<>(connection, this, opening);
    placed.place(statement);
  }

  @Override
  CallableStatement delegate() throws SQLException {
    return placed.physical();
  }

  @Override
  @Nullable ResultSet after(@Nullable ResultSet result) {
    return placed.wrap(result);
  }

  private <T> T run(Placed.Run<CallableStatement, T> run) throws SQLException {
    placed.placeAgain(statement);
    return placed.run(statement, run);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return new SplitResultSet(run(CallableStatement::executeQuery), placed);
  }

  @Override
  public int executeUpdate() throws SQLException {
    return run(CallableStatement::executeUpdate);
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return run(CallableStatement::executeLargeUpdate);
  }

  @Override
  public boolean execute() throws SQLException {
    return run(CallableStatement::execute);
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return run(CallableStatement::executeBatch);
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    return run(CallableStatement::executeLargeBatch);
  }

  @Override
  public void cancel() throws SQLException {
    placed.cancel();
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    placed.closeOnCompletion();
  }

  @Override
  public boolean isCloseOnCompletion() {
    return placed.isCloseOnCompletion();
  }

  @Override
  public Connection getConnection() {
    return placed.connection();
  }

  @Override
  public boolean isClosed() {
    return placed.isClosed();
  }

  @Override
  public void close() throws SQLException {
    placed.close();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : placed.physical().unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || placed.physical().isWrapperFor(type);
  }
}
