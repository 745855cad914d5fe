package dev.hibernatesplit.benchmarks.driver;

import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import net.bytebuddy.implementation.ExceptionMethod;

/** Rows that were there before; none of their values is null. */
abstract class StubResultSet implements ResultSet {

  private static final MethodHandle NEW =
      Completed.constructor(
          StubResultSet.class,
          ExceptionMethod.throwing(UnsupportedOperationException.class),
          Object[][].class);

  private final Object[][] rows;
  private int row = -1;
  private boolean closed;

  StubResultSet(Object[][] rows) {
    this.rows = rows;
  }

  static StubResultSet of(Object[][] rows) {
    try {
      return (StubResultSet) NEW.invokeExact(rows);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean next() {
    return ++row < rows.length;
  }

  @Override
  public long getLong(int column) {
    return (Long) rows[row][column - 1];
  }

  @Override
  public int getInt(int column) {
    return (Integer) rows[row][column - 1];
  }

  @Override
  public boolean getBoolean(int column) {
    return (Boolean) rows[row][column - 1];
  }

  @Override
  public String getString(int column) {
    return (String) rows[row][column - 1];
  }

  @Override
  public <T> T getObject(int column, Class<T> type) {
    return type.cast(rows[row][column - 1]);
  }

  @Override
  public BigDecimal getBigDecimal(int column) {
    return (BigDecimal) rows[row][column - 1];
  }

  @Override
  public Date getDate(int column) {
    return (Date) rows[row][column - 1];
  }

  @Override
  public boolean wasNull() {
    return false;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
