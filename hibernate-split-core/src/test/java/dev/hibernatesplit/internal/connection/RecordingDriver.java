package dev.hibernatesplit.internal.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A driver that does nothing, answers anything, and remembers what it was asked. */
final class RecordingDriver implements InvocationHandler {

  private final List<Call> calls = new ArrayList<>();
  private boolean autoCommit = true;

  /** One call: the method, its arguments, and the answer. */
  record Call(String method, List<Object> arguments, @Nullable Object answer) {}

  DataSource dataSource() {
    return fake(DataSource.class);
  }

  List<Call> calls() {
    return calls;
  }

  private <T> T fake(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
  }

  @Override
  public @Nullable Object invoke(Object fake, Method method, Object @Nullable [] arguments) {
    List<Object> given = arguments == null ? List.of() : List.of(arguments);
    Object answer = answer(fake, method, given);
    calls.add(new Call(signature(method), given, answer));
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
      case "isWrapperFor" -> {
        return false;
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
