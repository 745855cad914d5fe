package dev.hibernatesplit.spi;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table, view or sequence as the server sees it: what is written without quotes is
 * folded to lower case, what is quoted stays as it is.
 *
 * @param schema the schema, or null where the text names none (the search path decides)
 * @param name the name without its schema
 */
public record TableName(@Nullable String schema, String name) {

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
