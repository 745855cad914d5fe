package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.connection.Placed.Setting;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values in bindings, which are bound to a statement that only notes them: so who never asks
 * for values never pays for their being noted.
 */
final class BoundValues implements InvocationHandler {

  private final List<@Nullable Object> values = new ArrayList<>();

  private BoundValues() {}

  /** The values, null for what can be read once only, and for what is not bound. */
  static List<@Nullable Object> of(Setting<? super PreparedStatement>[] bindings) {
    BoundValues noted = new BoundValues();
    PreparedStatement statement =
        (PreparedStatement)
            Proxy.newProxyInstance(
                BoundValues.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                noted);
    int last = bindings.length;
    while (last > 0 && bindings[last - 1] == null) {
      last--;
    }
    for (int i = 0; i < last; i++) {
      noted.values.add(null);
      Setting<? super PreparedStatement> binding = bindings[i];
      if (binding != null && !Bindings.readOnce(binding)) {
        note(binding, statement);
      }
    }
    return Collections.unmodifiableList(noted.values);
  }

  private static void note(
      Setting<? super PreparedStatement> binding, PreparedStatement statement) {
    try {
      binding.on(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("Noting a value cannot fail", e);
    }
  }

  /** All setters have the index first; after it comes the value, but in {@code setNull}. */
  @Override
  public @Nullable Object invoke(Object statement, Method setter, Object[] arguments) {
    if (!setter.getName().equals("setNull")) {
      values.set((int) arguments[0] - 1, arguments[1]);
    }
    return null;
  }
}
