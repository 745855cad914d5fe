package dev.hibernatesplit.internal.connection;

import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A result that names our statement as its own, and tells it when it closes. */
final class SplitResultSet extends ForwardingResultSet {

  private final ResultSet physical;
  private final ResultOwner owner;
  private boolean closed;

  SplitResultSet(ResultSet physical, ResultOwner owner) {
    this.physical = physical;
    this.owner = owner;
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
      return physical.next();
    } catch (SQLException e) {
      owner.resultFailed(e);
      throw e;
    }
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
