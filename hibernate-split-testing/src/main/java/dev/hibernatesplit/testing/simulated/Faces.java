package dev.hibernatesplit.testing.simulated;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** JDBC objects that do some things of their own, and leave the others to H2's. */
final class Faces {

  private Faces() {}

  static <T> T of(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Faces.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Calls H2's; what that throws comes as it is. */
  static @Nullable Object call(Object h2, Method method, Object @Nullable [] args)
      throws Throwable {
    try {
      return method.invoke(h2, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  static boolean wraps(Object face, @Nullable Object type) {
    return type instanceof Class<?> wanted && wanted.isInstance(face);
  }

  static Object unwrapped(Object face, @Nullable Object type) throws SQLException {
    if (wraps(face, type)) {
      return face;
    }
    throw new SQLException("A simulation wraps no " + type);
  }
}
