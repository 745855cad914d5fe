package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.spi.TableName;
import java.util.HashMap;
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
      String target = TargetNames.read(settings, PREFIX + written);
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
}
