package dev.hibernatesplit.spi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table, view or sequence as the server sees it: what is written without quotes is
 * folded to lower case, what is quoted stays as it is.
 *
 * @param schema the schema, or null where the text names none (the search path decides)
 * @param name the name without its schema
 */
public record TableName(@Nullable String schema, String name) {

  private static final String IDENTIFIER = "[\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"]|\"\")+\"";
  private static final Pattern WRITTEN =
      Pattern.compile("(?:(" + IDENTIFIER + ")\\s*\\.\\s*)?(" + IDENTIFIER + ")");

  /**
   * Reads a name as SQL writes it: {@code book}, {@code shop.Book}, {@code shop."Book"}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TableName of(String written) {
    Matcher matcher = WRITTEN.matcher(written.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + written + "' is not the name of a table");
    }
    String schema = matcher.group(1);
    return new TableName(schema == null ? null : stored(schema), stored(matcher.group(2)));
  }

  private static String stored(String written) {
    return written.startsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : folded(written);
  }

  /** A name that is written without quotes as the server stores it. */
  public static String folded(String unquoted) {
    char[] chars = unquoted.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] >= 'A' && chars[i] <= 'Z') {
        chars[i] = (char) (chars[i] + ('a' - 'A'));
      }
    }
    return new String(chars);
  }

  /** Says whether a text that names {@code other} may mean this table. */
  public boolean mayBe(TableName other) {
    return name.equals(other.name)
        && (schema == null || other.schema == null || schema.equals(other.schema));
  }

  @Override
  public String toString() {
    return schema == null ? name : schema + "." + name;
  }
}
