package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue knows about how a table, or a view, hangs together with others. Immutable.
 *
 * @param name its name, with schema
 * @param sort what it is
 * @param key the columns of its primary key, in order, if each is an integer or a uuid; else empty
 * @param triggers what happens to rows when a trigger of the user's fires
 * @param rules whether it has rewrite rules, other than the one that makes a view
 * @param functions volatile user functions in defaults, checks, generated columns, indexes, domains
 *     and policies, as {@code schema.name}; an operator counts as its function
 * @param actions what a change here does to rows of other tables
 * @param parents the tables that it is a partition or child of
 * @param children its partitions and children
 */
public record Table(
    TableName name,
    Sort sort,
    List<String> key,
    Set<Change> triggers,
    boolean rules,
    Set<String> functions,
    List<Action> actions,
    List<TableName> parents,
    List<TableName> children) {

  /** What a name may stand for. */
  public enum Sort {
    TABLE,
    VIEW,
    MATERIALIZED_VIEW,
    FOREIGN_TABLE
  }

  /**
   * A foreign key that points here and acts.
   *
   * @param table where it acts
   * @param onDelete what it does there when a row here is deleted; null for nothing
   * @param onUpdate what it does there when a key here is updated; null for nothing
   */
  public record Action(TableName table, @Nullable Change onDelete, @Nullable Change onUpdate) {

    /** What it does when {@code change} happens here, or null. */
    public @Nullable Change after(Change change) {
      return switch (change) {
        case DELETE -> onDelete;
        case UPDATE -> onUpdate;
        case INSERT, TRUNCATE -> null;
      };
    }
  }

  /** Copies the collections. */
  public Table {
    key = List.copyOf(key);
    triggers = Set.copyOf(triggers);
    functions = Set.copyOf(functions);
    actions = List.copyOf(actions);
    parents = List.copyOf(parents);
    children = List.copyOf(children);
  }

  /** A table that hangs together with nothing. */
  public static Table plain(TableName name, String... key) {
    return new Table(
        name, Sort.TABLE, List.of(key), Set.of(), false, Set.of(), List.of(), List.of(), List.of());
  }
}
