package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.spi.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which tables triggers and functions touch. */
final class TouchedReader {

  private static final String TRIGGERS = SplitSettings.PREFIX + "triggers.";
  private static final String FUNCTIONS = SplitSettings.PREFIX + "functions.tables.";
  private static final String NOTHING = "none";

  private TouchedReader() {}

  static TouchedConfiguration read(Settings settings) {
    Map<TableName, List<TableName>> triggers = new HashMap<>();
    for (String written : settings.below(TRIGGERS).keySet()) {
      TableName table = table(settings, TRIGGERS + written, written);
      if (table != null) {
        triggers.put(table, tables(settings, TRIGGERS + written));
      }
    }
    Map<String, List<TableName>> functions = new HashMap<>();
    for (String written : settings.below(FUNCTIONS).keySet()) {
      String function = FunctionNames.name(settings, FUNCTIONS + written, written);
      if (function != null) {
        functions.put(function, tables(settings, FUNCTIONS + written));
      }
    }
    return new TouchedConfiguration(triggers, functions);
  }

  private static List<TableName> tables(Settings settings, String key) {
    List<Object> names = Lists.elements(settings.value(key));
    if (names.isEmpty()) {
      settings.problems().add(key, "names no table", "Name tables, or say 'none'");
    }
    List<TableName> tables = new ArrayList<>();
    boolean nothing = names.size() == 1 && NOTHING.equalsIgnoreCase(names.get(0).toString());
    for (Object name : nothing ? List.of() : names) {
      TableName table = table(settings, key, name.toString());
      if (table != null) {
        tables.add(table);
      }
    }
    return tables;
  }

  private static @Nullable TableName table(Settings settings, String key, String written) {
    try {
      return TableName.of(written);
    } catch (IllegalArgumentException e) {
      String rule = "'" + written + "' is not the name of a table";
      String remedy = "Use e.g. 'audit_log', 'shop.audit_log' or 'shop.\"AuditLog\"'";
      settings.problems().add(key, rule, remedy);
      return null;
    }
  }
}
