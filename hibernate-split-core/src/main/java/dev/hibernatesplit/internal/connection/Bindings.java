package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.connection.Placed.Setting;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was set on a statement and bound to it, to be set and bound again where it moves.
 *
 * @param <S> the kind of statement
 */
final class Bindings<S extends Statement> {

  private static final Setting<?>[] NOTHING = {};

  /** Stands for a value that can be read once only, and has been. */
  private static final Setting<Statement> ONCE =
      statement -> {
        throw new SQLException("A stream cannot be read again.", "55000");
      };

  private @Nullable Map<String, Setting<? super S>> settings;
  private Setting<? super S>[] values = none();
  private boolean batched;

  /** A value that can be read once only, and is still to be. */
  private record Unread<S>(Setting<? super S> setting) implements Setting<S> {

    @Override
    public void on(S statement) throws SQLException {
      setting.on(statement);
    }
  }

  @SuppressWarnings("unchecked") // nobody can put anything in
  private static <S> Setting<? super S>[] none() {
    return (Setting<? super S>[]) NOTHING;
  }

  /** The same settings, and nothing bound. */
  Bindings<S> withoutValues() {
    Bindings<S> same = new Bindings<>();
    same.settings = settings;
    return same;
  }

  /**
   * @param key what it replaces among what was set before
   */
  void set(String key, Setting<? super S> setting) {
    if (settings == null) {
      settings = new HashMap<>(4);
    }
    settings.put(key, setting);
  }

  void remember(int index, Setting<? super S> binding) {
    if (index > values.length) {
      values = Arrays.copyOf(values, Math.max(index, values.length * 2));
    }
    values[index - 1] = binding;
  }

  /** A binding of a value that can be read once only, and is not to be read yet. */
  static <S> Setting<S> unread(Setting<? super S> binding) {
    return new Unread<>(binding);
  }

  /** A value was bound that can be read once only. */
  void rememberRead(int index) {
    remember(index, ONCE);
  }

  /** Something was added to a batch, which stays where it is. */
  void batched() {
    batched = true;
  }

  /** Whether it can be bound nowhere else any more. */
  boolean unrepeatable() {
    return batched || Arrays.asList(values).contains(ONCE);
  }

  /** Forgets what was bound, but not what was set. */
  void clear() {
    batched = false;
    values = none();
  }

  /** Sets and binds everything on another statement. */
  void replay(S statement) throws SQLException {
    if (settings != null) {
      for (Setting<? super S> setting : settings.values()) {
        setting.on(statement);
      }
    }
    for (int i = 0; i < values.length; i++) {
      Setting<? super S> binding = values[i];
      if (binding != null) {
        binding.on(statement);
        if (binding instanceof Unread) {
          values[i] = ONCE;
        }
      }
    }
  }

  /** The values that are bound, by which what they are bound to is a prepared statement. */
  @SuppressWarnings("unchecked")
  List<@Nullable Object> boundValues() {
    return BoundValues.of((Setting<? super PreparedStatement>[]) (Setting<?>[]) values);
  }

  /** Whether a binding is of a value that can be read once only. */
  static boolean readOnce(Setting<?> binding) {
    return binding instanceof Unread || binding.equals(ONCE);
  }
}
