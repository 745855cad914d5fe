package dev.hibernatesplit.internal.routing;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.spi.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tables are to be read where?
 *
 * <p>Where wishes differ, the primary beats a named target, which beats any replica; two different
 * named targets come to the primary, the one place that has whatever both of them have. A name
 * without a schema may be a table of any schema, in a text as in a wish. Immutable; asking costs a
 * look into a map for each table, and allocates nothing.
 */
public final class TableWishes {

  /** Nobody wishes anything. */
  public static final TableWishes NONE = new TableWishes(Map.of());

  private static final Wish PRIMARY = wish(Router.PRIMARY);

  private final Map<TableName, String> targets;
  private final Map<String, List<Entry>> byName = new HashMap<>();

  private record Entry(TableName table, Wish wish) {}

  private TableWishes(Map<TableName, String> targets) {
    this.targets = targets;
    targets.forEach(
        (table, target) ->
            byName
                .computeIfAbsent(table.name(), name -> new ArrayList<>(1))
                .add(new Entry(table, wish(target))));
  }

  /**
   * @param targets the name of the target that each table is to be read from
   */
  public static TableWishes of(Map<TableName, String> targets) {
    return targets.isEmpty() ? NONE : new TableWishes(Map.copyOf(targets));
  }

  /**
   * The same, and for views what is wished for what they stand for.
   *
   * @param views what each view names, tables and other views
   */
  public TableWishes through(Map<TableName, List<TableName>> views) {
    Map<TableName, String> more = new HashMap<>(targets);
    views.forEach(
        (view, tables) -> {
          Wish wish = of(tables);
          if (wish != null) {
            more.merge(view, wish.target(), TableWishes::stronger);
          }
        });
    return more.equals(targets) ? this : of(more).through(views);
  }

  private static Wish wish(String target) {
    return new Wish(target, RoutingReason.TABLE);
  }

  /** The target for a table that one asks for {@code one} and another for {@code other}. */
  public static String stronger(String one, String other) {
    return one.equals(other) ? one : Router.PRIMARY;
  }

  /** Whether nobody wishes anything. */
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /** The wish for a statement over these tables, or null. */
  public @Nullable Wish of(List<TableName> tables) {
    if (byName.isEmpty()) {
      return null;
    }
    Wish found = null;
    for (int i = 0; i < tables.size(); i++) {
      found = stronger(found, tables.get(i));
    }
    return found;
  }

  private @Nullable Wish stronger(@Nullable Wish found, TableName table) {
    List<Entry> entries = byName.get(table.name());
    if (entries == null) {
      return found;
    }
    Wish strongest = found;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.table.mayBe(table)) {
        strongest = stronger(strongest, entry.wish);
      }
    }
    return strongest;
  }

  private static Wish stronger(@Nullable Wish one, Wish other) {
    return one == null || one.target().equals(other.target()) ? other : PRIMARY;
  }
}
