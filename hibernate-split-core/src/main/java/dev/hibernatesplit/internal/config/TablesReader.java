package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.spi.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which tables are to be read where. */
final class TablesReader {

  static final String PREFIX = SplitSettings.PREFIX + "tables.";

  private TablesReader() {}

  static Map<TableName, String> read(Settings settings) {
    Map<TableName, String> tables = new HashMap<>();
    for (String written : settings.below(PREFIX).keySet()) {
      TableName table = table(settings, written);
      String target = target(settings, PREFIX + written);
      String other = table == null || target == null ? null : tables.put(table, target);
      if (other != null && !other.equals(target)) {
        String rule = "the same table was sent to '" + other + "' under another spelling";
        settings.problems().add(PREFIX + written, rule, "Keep one of the two");
      }
    }
    return tables;
  }

  private static @Nullable TableName table(Settings settings, String written) {
    try {
      return TableName.of(written);
    } catch (IllegalArgumentException e) {
      String rule = "'" + written + "' is not the name of a table";
      String remedy = "Use e.g. 'audit_log', 'shop.audit_log' or 'shop.\"AuditLog\"'";
      settings.problems().add(PREFIX + written, rule, remedy);
      return null;
    }
  }

  private static @Nullable String target(Settings settings, String key) {
    String text = settings.text(key);
    List<String> targets = new ArrayList<>();
    targets.add(TargetConfiguration.PRIMARY);
    targets.add(TargetConfiguration.ANY);
    for (String word : targets) {
      if (word.equalsIgnoreCase(text)) {
        return word;
      }
    }
    targets.addAll(settings.namesBelow(ReplicasReader.PREFIX));
    if (text != null && !targets.contains(text)) {
      String remedy = "Use one of: " + String.join(", ", targets);
      settings.problems().wrong(key, text, "must be a target, 'primary' or 'any'", remedy);
      return null;
    }
    return text;
  }
}
