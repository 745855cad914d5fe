package dev.hibernatesplit.internal.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's own functions, and what a call of each does. */
final class Functions {

  /** What a call does; the sections of {@code functions.txt}. */
  enum Trait {
    HARMLESS,
    AGGREGATE,
    TIME,
    SEQUENCE,
    SESSION,
    TRANSACTION,
    NODE,
    TEXT,
    EFFECT;

    /** Says whether a replica gives the primary's answer. */
    boolean harmless() {
      return compareTo(TIME) <= 0;
    }
  }

  /** One function by its lower-case name. */
  record Function(String name, Trait trait) {}

  private static final Map<String, Function> BY_NAME = load();
  private static final NameTable<Function> TABLE = new NameTable<>(BY_NAME);

  private Functions() {}

  static @Nullable Function find(String text, int start, int end, int hash, boolean fold) {
    return TABLE.find(text, start, end, hash, fold);
  }

  static @Nullable Function find(String name) {
    return BY_NAME.get(name);
  }

  private static Map<String, Function> load() {
    Map<String, Function> functions = new HashMap<>();
    Trait trait = Trait.EFFECT;
    for (String line : lines()) {
      if (line.startsWith("[")) {
        trait = Trait.valueOf(line.substring(1, line.indexOf(']')).toUpperCase(Locale.ROOT));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        for (String name : line.split(" ")) {
          functions.put(name, new Function(name, trait));
        }
      }
    }
    return functions;
  }

  private static List<String> lines() {
    try (InputStream in =
            Objects.requireNonNull(Functions.class.getResourceAsStream("functions.txt"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
