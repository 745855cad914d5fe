package dev.hibernatesplit.internal.topology;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A driver whose connections are well, and do nothing. */
final class IdleDriver implements Driver {

  static final String URL = "jdbc:idle:";

  @Override
  public @Nullable Connection connect(String url, Properties properties) {
    return acceptsURL(url) ? idle(Connection.class) : null;
  }

  private static <T> T idle(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, IdleDriver::answer));
  }

  private static @Nullable Object answer(
      Object asked, Method method, Object @Nullable [] arguments) {
    Class<?> type = method.getReturnType();
    return switch (method.getName()) {
      case "isValid", "getAutoCommit" -> true;
      case "hashCode" -> System.identityHashCode(asked);
      case "equals" -> arguments != null && asked == arguments[0];
      case "toString" -> "idle";
      default ->
          type == boolean.class
              ? (Object) false
              : type == int.class ? (Object) 0 : type.isInterface() ? idle(type) : null;
    };
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.equals(URL);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }
}
