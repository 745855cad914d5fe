package dev.hibernatesplit.internal.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A driver that does nothing, answers anything, and remembers what it was asked. */
final class RecordingDriver implements InvocationHandler {

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, String> refused = new HashMap<>();
  private boolean autoCommit = true;
  private Action onConnect = () -> {};
  private boolean emptyBatches;

  /** Something that another thread might do. */
  interface Action {
    void act() throws SQLException;
  }

  /** One call: the method, its arguments, and the answer. */
  record Call(String method, List<Object> arguments, @Nullable Object answer) {}

  DataSource dataSource() {
    return fake(DataSource.class);
  }

  /** Done once, while the next connection is taken. */
  void onConnect(Action action) {
    onConnect = action;
  }

  /** From now on nothing is in any batch. */
  void answersEmptyBatches() {
    emptyBatches = true;
  }

  /** From now on the method throws. */
  void refuses(String method) {
    refuses(method, "XXXXX");
  }

  /** From now on the method throws with this SQLSTATE. */
  void refuses(String method, String state) {
    refused.put(method, state);
  }

  /** How often a method was called. */
  long count(String method) {
    return calls.stream().filter(call -> call.method().startsWith(method + "[")).count();
  }

  List<Call> calls() {
    return calls;
  }

  private <T> T fake(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
  }

  @Override
  public @Nullable Object invoke(Object fake, Method method, Object @Nullable [] arguments)
      throws SQLException {
    List<Object> given = arguments == null ? List.of() : List.of(arguments);
    Object answer = answer(fake, method, given);
    calls.add(new Call(signature(method), given, answer));
    String state = refused.get(method.getName());
    if (state != null) {
      throw new SQLException(method.getName() + " is refused", state);
    }
    if (method.getName().equals("getConnection")) {
      Action action = onConnect;
      onConnect = () -> {};
      action.act();
    }
    return answer;
  }

  static String signature(Method method) {
    return method.getName() + List.of(method.getParameterTypes());
  }

  private @Nullable Object answer(Object fake, Method method, List<Object> arguments) {
    switch (method.getName()) {
      case "setAutoCommit" -> autoCommit = (boolean) arguments.get(0);
      case "getAutoCommit" -> {
        return autoCommit;
      }
      case "isWrapperFor", "isClosed" -> {
        return false;
      }
      case "executeBatch" -> {
        return emptyBatches ? new int[0] : new int[] {1};
      }
      case "equals" -> {
        return fake == arguments.get(0);
      }
      case "hashCode" -> {
        return System.identityHashCode(fake);
      }
      default -> {}
    }
    Class<?> type = method.getReturnType();
    Object value = Values.of(type);
    return value == null && type.isInterface() ? fake(type) : value;
  }
}
