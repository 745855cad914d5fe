package dev.hibernatesplit.internal.hibernate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.internal.SessionImpl;
import org.jspecify.annotations.Nullable;

/**
 * The properties that {@code EntityManager.setProperty} sets.
 *
 * <p>{@code getProperties} makes a new map of all the factory's settings each time, which a look
 * before each statement cannot afford; so the session's own field is read, where that can be had
 * (Hibernate 7.4: {@code SessionImpl.properties}, null until one is set), and else the map.
 */
final class SessionProperties {

  private static final @Nullable VarHandle FIELD = field();

  private SessionProperties() {}

  private static @Nullable VarHandle field() {
    try {
      return MethodHandles.privateLookupIn(SessionImpl.class, MethodHandles.lookup())
          .findVarHandle(SessionImpl.class, "properties", Map.class);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** The text of a property, or null; stateless sessions have none. */
  static @Nullable String text(SharedSessionContractImplementor session, String name) {
    if (!(session instanceof SessionImpl stateful)) {
      return null;
    }
    Map<?, ?> properties =
        FIELD == null ? stateful.getProperties() : (Map<?, ?>) FIELD.get(stateful);
    Object value = properties == null ? null : properties.get(name);
    return value == null ? null : value.toString();
  }
}
