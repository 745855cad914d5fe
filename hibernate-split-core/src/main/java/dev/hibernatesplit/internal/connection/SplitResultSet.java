package dev.hibernatesplit.internal.connection;

import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A result that names our statement as its own, and tells it when it closes. */
final class SplitResultSet extends ForwardingResultSet {

  private ResultSet physical;
  private final ResultOwner owner;
  private boolean closed;
  private @Nullable Second second;

  /** Another that answers where this one has nothing. */
  @FunctionalInterface
  interface Second {
    @Nullable ResultSet ask() throws SQLException;
  }

  SplitResultSet(ResultSet physical, ResultOwner owner) {
    this.physical = physical;
    this.owner = owner;
  }

  /** If there is no row at all, the second is asked, once. */
  void ifEmpty(Second other) {
    second = other;
  }

  @Override
  ResultSet delegate() {
    return physical;
  }

  @Override
  public @Nullable Statement getStatement() {
    return owner.statement();
  }

  @Override
  public boolean next() throws SQLException {
    try {
      boolean row = physical.next();
      return second == null ? row : firstOf(row);
    } catch (SQLException e) {
      owner.resultFailed(e);
      throw e;
    }
  }

  private boolean firstOf(boolean row) throws SQLException {
    Second other = second;
    second = null;
    ResultSet result = row || other == null ? null : other.ask();
    if (result == null) {
      return row;
    }
    physical = result;
    return physical.next();
  }

  @Override
  public Blob getBlob(int column) throws SQLException {
    owner.largeObject();
    return physical.getBlob(column);
  }

  @Override
  public Blob getBlob(String column) throws SQLException {
    owner.largeObject();
    return physical.getBlob(column);
  }

  @Override
  public Clob getClob(int column) throws SQLException {
    owner.largeObject();
    return physical.getClob(column);
  }

  @Override
  public Clob getClob(String column) throws SQLException {
    owner.largeObject();
    return physical.getClob(column);
  }

  @Override
  public void close() throws SQLException {
    if (!closed) {
      closed = true;
      try {
        physical.close();
      } finally {
        owner.resultClosed();
      }
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : physical.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || physical.isWrapperFor(type);
  }
}
