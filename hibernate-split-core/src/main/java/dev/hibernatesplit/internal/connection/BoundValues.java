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
    for (Setting<? super PreparedStatement> binding : bindings) {
      if (binding != null) {
        noted.note(binding, statement);
      }
    }
    return Collections.unmodifiableList(noted.values);
  }

  private void note(Setting<? super PreparedStatement> binding, PreparedStatement statement) {
    try {
      binding.on(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("Noting a value cannot fail", e);
    }
  }

  /** All setters have the index first; after it comes the value, but in {@code setNull}. */
  @Override
  public @Nullable Object invoke(Object statement, Method setter, Object[] arguments) {
    int index = (int) arguments[0];
    while (values.size() < index) {
      values.add(null);
    }
    values.set(index - 1, setter.getName().equals("setNull") ? null : arguments[1]);
    return null;
  }
}
