package dev.hibernatesplit.internal.connection;

import static java.util.Objects.requireNonNull;

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
    return asked.physical().getMetaData();
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

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
    public void resultClosed() {
      lease.leave();
      connection.unit.settle();
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : delegate().unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || delegate().isWrapperFor(type);
  }
}
