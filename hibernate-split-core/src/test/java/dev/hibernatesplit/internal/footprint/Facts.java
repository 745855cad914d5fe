package dev.hibernatesplit.internal.footprint;

import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Catalogue.Relation;
import dev.hibernatesplit.internal.sql.Change;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.sql.Table;
import dev.hibernatesplit.internal.sql.Table.Action;
import dev.hibernatesplit.internal.sql.Table.Sort;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A catalogue, fact by fact; a fact can be left out, as a control. All is in schema public. */
final class Facts {

  private final Map<String, Table> tables = new HashMap<>();
  private final Map<String, String> definitions = new HashMap<>();

  static TableName name(String bare) {
    return new TableName("public", bare);
  }

  Facts table(String bare, String... key) {
    tables.put(bare, Table.plain(name(bare), key));
    return this;
  }

  Facts view(String bare, String query) {
    return become(bare, Sort.VIEW).define(bare, query);
  }

  Facts foreign(String bare) {
    return become(bare, Sort.FOREIGN_TABLE);
  }

  Facts materialized(String bare) {
    return become(bare, Sort.MATERIALIZED_VIEW);
  }

  private Facts become(String bare, Sort sort) {
    Table t = Table.plain(name(bare));
    return put(
        new Table(
            t.name(),
            sort,
            t.key(),
            t.triggers(),
            t.rules(),
            t.functions(),
            t.actions(),
            t.parents(),
            t.children()));
  }

  Facts define(String bare, String query) {
    definitions.put(bare, query);
    return this;
  }

  Facts action(String from, String to, @Nullable Change onDelete, @Nullable Change onUpdate) {
    Table t = table(from);
    List<Action> actions = new ArrayList<>(t.actions());
    actions.add(new Action(name(to), onDelete, onUpdate));
    return put(
        new Table(
            t.name(),
            t.sort(),
            t.key(),
            t.triggers(),
            t.rules(),
            t.functions(),
            actions,
            t.parents(),
            t.children()));
  }

  Facts code(String on, Set<Change> triggers, boolean rules, Set<String> functions) {
    Table t = table(on);
    return put(
        new Table(
            t.name(),
            t.sort(),
            t.key(),
            triggers,
            rules,
            functions,
            t.actions(),
            t.parents(),
            t.children()));
  }

  Facts trigger(String on, Change event) {
    return code(on, EnumSet.of(event), false, Set.of());
  }

  Facts child(String parent, String child) {
    Table p = table(parent);
    List<TableName> children = new ArrayList<>(p.children());
    children.add(name(child));
    put(tree(p, p.parents(), children));
    Table c = table(child);
    List<TableName> parents = new ArrayList<>(c.parents());
    parents.add(name(parent));
    return put(tree(c, parents, c.children()));
  }

  private static Table tree(Table t, List<TableName> parents, List<TableName> children) {
    return new Table(
        t.name(),
        t.sort(),
        t.key(),
        t.triggers(),
        t.rules(),
        t.functions(),
        t.actions(),
        parents,
        children);
  }

  private Table table(String bare) {
    Table table = tables.get(bare);
    if (table == null) {
      throw new IllegalStateException("no table " + bare);
    }
    return table;
  }

  private Facts put(Table table) {
    tables.put(table.name().name(), table);
    return this;
  }

  Catalogue catalogue() {
    Map<String, List<Relation>> relations = new HashMap<>();
    definitions.forEach(
        (bare, query) -> {
          StatementInfo info = new Classifier().scan(query);
          relations.put(
              bare,
              List.of(new Relation(name(bare), StatementKind.READ, "", Effect.NOTHING, info)));
        });
    Map<String, List<Table>> byName = new HashMap<>();
    tables.forEach((bare, table) -> byName.put(bare, List.of(table)));
    return new Catalogue(
        Set.of("price", "public.price"), Set.of("spend"), Set.of(), Set.of(), relations, byName);
  }
}
