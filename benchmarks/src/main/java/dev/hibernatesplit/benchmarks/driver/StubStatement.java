package dev.hibernatesplit.benchmarks.driver;

import java.lang.invoke.MethodHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import net.bytebuddy.implementation.ExceptionMethod;

/** A plain statement, which only start-up and probes use. */
abstract class StubStatement implements Statement {

  private static final MethodHandle NEW =
      Completed.constructor(
          StubStatement.class,
          ExceptionMethod.throwing(UnsupportedOperationException.class),
          Answers.class);

  private final Answers answers;

  StubStatement(Answers answers) {
    this.answers = answers;
  }

  static StubStatement open(Answers answers) {
    try {
      return (StubStatement) NEW.invokeExact(answers);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return StubResultSet.of(answers.to(sql));
  }

  @Override
  public int getFetchSize() {
    return 0;
  }

  @Override
  public void setQueryTimeout(int seconds) {}

  @Override
  public void close() {}
}
