package dev.hibernatesplit.internal.connection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** Answers of the driver's that give their lease back if they fail. */
final class GivingBack {

  private GivingBack() {}

  /** How the driver's answers are come by. */
  @FunctionalInterface
  interface Source {
    DatabaseMetaData get() throws SQLException;
  }

  /** By reflection, since nobody asks often, and one place then serves all questions. */
  static DatabaseMetaData afterFailure(Source source, UnitOfWork unit) throws SQLException {
    DatabaseMetaData driver;
    try {
      driver = source.get();
    } catch (SQLException e) {
      unit.settle();
      throw e;
    }
    return (DatabaseMetaData)
        Proxy.newProxyInstance(
            DatabaseMetaData.class.getClassLoader(),
            new Class<?>[] {DatabaseMetaData.class},
            (proxy, question, arguments) -> {
              try {
                return question.invoke(driver, arguments);
              } catch (InvocationTargetException e) {
                unit.settle();
                throw e.getCause() == null ? e : e.getCause();
              }
            });
  }
}
