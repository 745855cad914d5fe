package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.spi.StatementInfo.Hint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text without our hints, and what they ask for.
 *
 * <p>Hibernate puts hints into one comment in front, parted by commas, in which those of others
 * stay: {@code pg_hint_plan} would stumble over ours.
 *
 * @param sql the text to send
 * @param hint what ours asks for; null if there is none
 */
record Hinted(String sql, @Nullable Hint hint) {

  private static final String OPEN = "/*+";
  private static final String CLOSE = "*/";
  private static final String OURS = "split:";
  private static final String TARGET = "target=";

  static Hinted of(String sql) {
    int end = sql.startsWith(OPEN) ? sql.indexOf(CLOSE) : -1;
    if (end < 0 || sql.lastIndexOf(OURS, end) < 0) {
      return new Hinted(sql, null);
    }
    List<String> others = new ArrayList<>();
    Hint hint = null;
    for (String part : sql.substring(OPEN.length(), end).split(",")) {
      String word = part.strip();
      if (word.startsWith(OURS)) {
        hint = hint(word.substring(OURS.length()).strip());
      } else {
        others.add(word);
      }
    }
    String rest = sql.substring(end + CLOSE.length()).stripLeading();
    return new Hinted(others.isEmpty() ? rest : rejoined(others) + rest, hint);
  }

  private static String rejoined(List<String> others) {
    return OPEN + " " + String.join(", ", others) + " " + CLOSE + " ";
  }

  private static Hint hint(String asked) {
    return asked.startsWith(TARGET) && asked.length() > TARGET.length()
        ? new Hint(asked.substring(TARGET.length()).strip(), null)
        : new Hint(
            "", "the hint '" + OURS + asked + "' is not understood: use 'split:target=<name>'");
  }
}
