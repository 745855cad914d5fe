package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.consistency.Promises;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.internal.footprint.RowKey;
import dev.hibernatesplit.spi.StatementInfo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A prepared statement, which stands where its text may run, most from the start. */
final class SplitPreparedStatement extends BindingPreparedStatement {

  private final StatementInfo statement;
  private final Placed<PreparedStatement> placed;
  private final @Nullable BoundKey key;

  SplitPreparedStatement(
      SplitConnection connection, StatementInfo statement, Opening<PreparedStatement> opening)
      throws SQLException {
    this.statement = statement;
    this.placed = new Placed<>(connection, this, opening);
    placed.row(Promises.ROW_LATER);
    placed.prepare(statement);
    placed.row(RowHash.NONE);
    RowKey named = connection.unit.effects().rowKey(statement);
    this.key = named == null ? null : new BoundKey(named);
  }

  @Override
  PreparedStatement delegate() throws SQLException {
    return placed.physical();
  }

  @Override
  @Nullable ResultSet after(@Nullable ResultSet result) {
    return placed.wrap(result);
  }

  private <T> T run(Placed.Run<PreparedStatement, T> run) throws SQLException {
    if (key != null) {
      placed.row(key.row());
    }
    placed.placeAgain(statement);
    return placed.run(statement, run);
  }

  private <T> T runBatch(Placed.Run<PreparedStatement, T> run) throws SQLException {
    if (key == null || key.batched() == 0) {
      return run(run);
    }
    for (int i = 1; i < key.batched(); i++) {
      placed.connection().unit.effects().writes(statement, key.batched(i));
    }
    placed.row(key.batched(0));
    key.clearBatch();
    placed.placeAgain(statement);
    return placed.run(statement, run);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    SplitResultSet result = new SplitResultSet(run(PreparedStatement::executeQuery), placed);
    if (key != null && statement.isRead() && placed.checksMisses()) {
      result.ifEmpty(() -> placed.onPrimary(statement, PreparedStatement::executeQuery));
    }
    return result;
  }

  @Override
  public int executeUpdate() throws SQLException {
    return run(PreparedStatement::executeUpdate);
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return run(PreparedStatement::executeLargeUpdate);
  }

  @Override
  public boolean execute() throws SQLException {
    return run(PreparedStatement::execute);
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return runBatch(PreparedStatement::executeBatch);
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    return runBatch(PreparedStatement::executeLargeBatch);
  }

  /** What is batched cannot be told from what was bound last, so it cannot run elsewhere. */
  @Override
  public void addBatch() throws SQLException {
    placed.batch(PreparedStatement::addBatch);
    if (key != null) {
      key.addBatch();
    }
  }

  @Override
  void bind(int index, Placed.Setting<PreparedStatement> binding) throws SQLException {
    bound(index, null);
    placed.bind(index, binding);
  }

  @Override
  void bindOnce(int index, Placed.Setting<PreparedStatement> binding) throws SQLException {
    bound(index, null);
    placed.bindOnce(index, binding);
  }

  @Override
  void bound(int index, @Nullable Object value) {
    if (key != null) {
      key.bound(index, RowHash.of(value));
    }
  }

  @Override
  void bound(int index, long value) {
    if (key != null) {
      key.bound(index, RowHash.of(value));
    }
  }

  @Override
  public void clearParameters() throws SQLException {
    placed.ifPhysical(PreparedStatement::clearParameters);
    placed.clearBound();
    if (key != null) {
      key.clear();
    }
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    Argument.notNegative("fetchSize", rows);
    placed.setFetchSize(rows);
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    Argument.fetchDirection(direction);
    placed.set("fetchDirection", physical -> physical.setFetchDirection(direction));
  }

  @Override
  public void setMaxRows(int max) throws SQLException {
    Argument.notNegative("maxRows", max);
    placed.set("maxRows", physical -> physical.setMaxRows(max));
  }

  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    Argument.notNegative("maxFieldSize", max);
    placed.set("maxFieldSize", physical -> physical.setMaxFieldSize(max));
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    Argument.notNegative("queryTimeout", seconds);
    placed.set("queryTimeout", physical -> physical.setQueryTimeout(seconds));
  }

  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    placed.set("escapeProcessing", physical -> physical.setEscapeProcessing(enable));
  }

  @Override
  public void setPoolable(boolean poolable) throws SQLException {
    placed.set("poolable", physical -> physical.setPoolable(poolable));
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
