package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each method of each JDBC interface reaches the driver with what it was given, and hands out what
 * the driver answered; but for those that are listed here, which we answer ourselves.
 */
class EveryMethodTest {

  /** How to come by one of ours, and what it answers without the driver. */
  private record Ours(Class<?> type, Way way, String answersItself) {

    /** How one of ours is made. */
    private interface Way {
      Object from(Connection connection) throws SQLException;
    }

    Stream<Method> handedOn() {
      Set<String> own = Set.of(answersItself.split(" "));
      return Arrays.stream(type.getMethods()).filter(method -> !own.contains(method.getName()));
    }

    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  static Stream<Ours> ours() {
    return Stream.of(
        new Ours(
            Connection.class,
            connection -> connection,
            "abort beginRequest clearWarnings close commit createStatement endRequest"
                + " getAutoCommit getCatalog getClientInfo getHoldability getMetaData"
                + " getNetworkTimeout getSchema getTransactionIsolation getTypeMap getWarnings"
                + " isClosed isReadOnly isValid prepareStatement prepareCall releaseSavepoint"
                + " rollback setAutoCommit setCatalog setClientInfo setHoldability"
                + " setNetworkTimeout setReadOnly setSavepoint setSchema setTransactionIsolation"
                + " setTypeMap"),
        new Ours(
            Statement.class,
            connection -> {
              Statement statement = connection.createStatement();
              statement.execute("select f()");
              return statement;
            },
            "executeBatch executeLargeBatch getConnection isClosed isCloseOnCompletion"),
        new Ours(
            PreparedStatement.class,
            connection -> connection.prepareStatement("select f()"),
            "getConnection isClosed isCloseOnCompletion"),
        new Ours(
            CallableStatement.class,
            connection -> connection.prepareCall("{call f()}"),
            "getConnection isClosed isCloseOnCompletion"),
        new Ours(
            ResultSet.class,
            connection -> connection.prepareStatement("select f()").executeQuery(),
            "getStatement"),
        new Ours(
            DatabaseMetaData.class,
            Connection::getMetaData,
            "getConnection getDatabaseMajorVersion getDatabaseMinorVersion"
                + " getDatabaseProductName getDatabaseProductVersion getDriverName"
                + " getDriverVersion getURL getUserName"));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void every_method_reaches_the_driver(Ours ours) throws Exception {
    Set<String> astray = new TreeSet<>();
    for (Method method : ours.handedOn().toList()) {
      String wrong = wrong(ours, method);
      if (wrong != null) {
        astray.add(RecordingDriver.signature(method) + ": " + wrong);
      }
    }
    assertThat(astray).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ours")
  void no_method_is_missing(Ours ours) throws Exception {
    Set<String> missing = new TreeSet<>();
    for (Method method : ours.type.getMethods()) {
      try (Connection connection = ConnectionUnderTest.over(new RecordingDriver())) {
        call(method, ours.way.from(connection));
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof SQLException)) {
          missing.add(RecordingDriver.signature(method) + ": " + e.getCause());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static @Nullable String wrong(Ours ours, Method method) throws Exception {
    RecordingDriver driver = new RecordingDriver();
    try (Connection connection = ConnectionUnderTest.over(driver)) {
      Object ourOwn = ours.way.from(connection);
      driver.calls().clear();
      Object answer = call(method, ourOwn);
      for (RecordingDriver.Call call : driver.calls()) {
        if (call.method().equals(RecordingDriver.signature(method))) {
          return isTheAnswer(call.answer(), answer) ? null : "answers " + answer;
        }
      }
      return "does not reach the driver";
    }
  }

  private static boolean isTheAnswer(@Nullable Object of, @Nullable Object answer)
      throws SQLException {
    if (answer instanceof ResultSet result && result.isWrapperFor(SplitResultSet.class)) {
      return result.unwrap(SplitResultSet.class).delegate() == of;
    }
    return Objects.equals(of, answer);
  }

  private static @Nullable Object call(Method method, Object on) throws Exception {
    Object[] arguments = Values.arguments(method.getParameterTypes());
    if (method.getName().equals("setFetchDirection")) {
      arguments[0] = ResultSet.FETCH_FORWARD;
    }
    return method.invoke(on, arguments);
  }
}
