package dev.hibernatesplit.benchmarks.driver;

import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLWarning;
import net.bytebuddy.implementation.ExceptionMethod;
import org.jspecify.annotations.Nullable;

/** Takes every parameter, and answers what its text was found to ask for. */
abstract class StubPreparedStatement implements PreparedStatement {

  private static final MethodHandle NEW =
      Completed.constructor(
          StubPreparedStatement.class,
          ExceptionMethod.throwing(UnsupportedOperationException.class),
          Object[][].class);

  private final Object[][] answer;
  private boolean closed;

  StubPreparedStatement(Object[][] answer) {
    this.answer = answer;
  }

  static StubPreparedStatement open(Object[][] answer) {
    try {
      return (StubPreparedStatement) NEW.invokeExact(answer);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ResultSet executeQuery() {
    return StubResultSet.of(answer);
  }

  @Override
  public int executeUpdate() {
    return 1;
  }

  @Override
  public void setLong(int index, long value) {}

  @Override
  public void setInt(int index, int value) {}

  @Override
  public void setString(int index, @Nullable String value) {}

  @Override
  public void setBigDecimal(int index, @Nullable BigDecimal value) {}

  @Override
  public void setDate(int index, @Nullable Date value) {}

  @Override
  public int getFetchSize() {
    return 0;
  }

  @Override
  public int getMaxRows() {
    return 0;
  }

  @Override
  public int getQueryTimeout() {
    return 0;
  }

  @Override
  public @Nullable SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {}

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
