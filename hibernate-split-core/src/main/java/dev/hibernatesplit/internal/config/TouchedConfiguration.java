package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.Map;

/**
 * Which tables does the user's code in the database touch? Where nothing is said, any.
 *
 * @param triggers what a table's triggers and rules change besides it
 * @param functions what a function reads or changes; names as in {@link
 *     Configuration#readOnlyFunctions}
 */
public record TouchedConfiguration(
    Map<TableName, List<TableName>> triggers, Map<String, List<TableName>> functions) {

  /** Copies the maps. */
  public TouchedConfiguration {
    triggers = Map.copyOf(triggers);
    functions = Map.copyOf(functions);
  }
}
