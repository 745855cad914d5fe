package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.SplitListener;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A primary, and replicas r1 and r2, that are nowhere: whoever asks them something waits. */
final class Nowhere {

  private Nowhere() {}

  static Configuration configuration(Callable<?> waiting, Map<String, String> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("hibernate.connection.datasource", dataSource(waiting));
    settings.put("hibernate.split.replicas.r1.datasource", dataSource(waiting));
    settings.put("hibernate.split.replicas.r2.datasource", dataSource(waiting));
    return Configuration.read(settings, name -> Object.class);
  }

  static Topology topology(Configuration configuration) {
    return Topology.open(configuration, new SplitListener() {}, Clock.systemUTC());
  }

  private static DataSource dataSource(Callable<?> waiting) {
    return fake(
        DataSource.class,
        (fake, method, arguments) ->
            switch (method.getName()) {
              case "getConnection" -> connection(waiting);
              default -> ofAny(fake, method.getName(), arguments);
            });
  }

  private static Connection connection(Callable<?> waiting) {
    return fake(
        Connection.class,
        (fake, method, arguments) ->
            switch (method.getName()) {
              case "createStatement" -> waiting.call();
              default -> ofAny(fake, method.getName(), arguments);
            });
  }

  private static @Nullable Object ofAny(Object fake, String method, Object @Nullable [] arguments) {
    return switch (method) {
      case "hashCode" -> System.identityHashCode(fake);
      case "equals" -> arguments != null && fake == arguments[0];
      case "isWrapperFor", "isClosed", "getAutoCommit" -> false;
      case "toString" -> "nowhere";
      case "close", "abort" -> null;
      default -> throw new UnsupportedOperationException(method);
    };
  }

  private static <T> T fake(Class<T> type, InvocationHandler answers) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
  }
}
