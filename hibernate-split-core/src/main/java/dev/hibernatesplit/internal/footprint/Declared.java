package dev.hibernatesplit.internal.footprint;

import dev.hibernatesplit.internal.sql.Table;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user says that code in the database touches, which nothing else can tell. Immutable.
 *
 * @param triggers the tables that a table's triggers and rules change besides it
 * @param functions the tables that a function reads or changes; {@code name} or {@code
 *     schema.name}, as the server stores them
 */
public record Declared(
    Map<TableName, List<TableName>> triggers, Map<String, List<TableName>> functions) {

  /** Nothing is said. */
  public static final Declared NONE = new Declared(Map.of(), Map.of());

  /** Copies the maps. */
  public Declared {
    triggers = Map.copyOf(triggers);
    functions = Map.copyOf(functions);
  }

  /** What the triggers and rules of {@code table} change, or null if nobody says it. */
  @Nullable List<TableName> triggersOf(Table table) {
    List<TableName> exactly = triggers.get(table.name());
    return exactly == null ? triggers.get(new TableName(null, table.name().name())) : exactly;
  }

  /**
   * What a function touches, called {@code name} or {@code schema.name}; null if nobody says it.
   */
  @Nullable List<TableName> function(String written) {
    List<TableName> exactly = functions.get(written);
    return exactly == null
        ? functions.get(written.substring(written.lastIndexOf('.') + 1))
        : exactly;
  }
}
