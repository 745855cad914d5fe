package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the functions that the user calls harmless, folded as PostgreSQL folds names. */
final class FunctionNames {

  private static final String IDENTIFIER = "[\\p{L}_][\\p{L}\\p{N}_$]*|\"[^\".]+\"";
  private static final Pattern NAME =
      Pattern.compile("(?:(" + IDENTIFIER + ")\\s*\\.\\s*)?(" + IDENTIFIER + ")");

  private FunctionNames() {}

  static Set<String> read(Settings settings) {
    String key = SplitSettings.READ_ONLY_FUNCTIONS;
    Set<String> names = new LinkedHashSet<>();
    for (Object element : Lists.elements(settings.value(key))) {
      String name = name(settings, key, element);
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  /** One name, or null after a problem was noted. */
  static @Nullable String name(Settings settings, String key, Object written) {
    Matcher matcher = NAME.matcher(written.toString());
    if (!matcher.matches()) {
      String remedy = "Use e.g. 'price_of' or 'shop.price_of', without parentheses";
      settings.problems().wrong(key, written, "must be the name of a function", remedy);
      return null;
    }
    String schema = matcher.group(1);
    return (schema == null ? "" : folded(schema) + ".") + folded(matcher.group(2));
  }

  private static String folded(String identifier) {
    return identifier.startsWith("\"")
        ? identifier.substring(1, identifier.length() - 1)
        : identifier.toLowerCase(Locale.ROOT);
  }
}
