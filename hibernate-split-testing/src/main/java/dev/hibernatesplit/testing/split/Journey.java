package dev.hibernatesplit.testing.split;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.TableName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A statement's way to a target: what the library decided, and what the server saw of it.
 *
 * @param target the target's name
 * @param sql the text as it was sent
 * @param statement what the library knows of the text; null if it went past the library
 * @param reason why it went there; null if it went past the library
 * @param runs how often the server ran it: 0 if it did not arrive, more than 1 for a batch
 */
public record Journey(
    String target,
    String sql,
    @Nullable StatementInfo statement,
    @Nullable RoutingReason reason,
    int runs) {

  /** The first word of the text, in lower case. */
  public String verb() {
    String text = sql.strip();
    while (text.startsWith("/*") && text.contains("*/")) {
      text = text.substring(text.indexOf("*/") + 2).strip();
    }
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** Whether the text names a table, in whatever schema. */
  public boolean names(String table) {
    String name = table.toLowerCase(Locale.ROOT);
    if (statement == null) {
      return (" " + sql.toLowerCase(Locale.ROOT).replaceAll("\\W+", " ") + " ")
          .contains(" " + name + " ");
    }
    return statement.tables().stream().map(TableName::name).anyMatch(name::equals);
  }

  /** One line: the target, why, and the text. */
  @Override
  public String toString() {
    String why = reason == null ? "past the library" : reason.name();
    String fate = runs == 0 ? " (did not arrive)" : runs > 1 ? " (" + runs + " times)" : "";
    return "%-8s %-26s %s%s".formatted(target, why, sql.strip().replaceAll("\\s+", " "), fate);
  }
}
