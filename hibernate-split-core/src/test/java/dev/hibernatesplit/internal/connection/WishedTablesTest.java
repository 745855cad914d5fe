package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.routing.TableWishes;
import dev.hibernatesplit.internal.routing.Wish;
import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WishedTablesTest {

  private final Classifier classifier = new Classifier();

  private WishedTables tables(Map<String, String> settings) {
    return new WishedTables(named(settings), classifier);
  }

  private static Map<TableName, String> named(Map<String, String> targets) {
    return targets.entrySet().stream()
        .collect(Collectors.toMap(e -> TableName.of(e.getKey()), Map.Entry::getValue));
  }

  private static @Nullable String wish(WishedTables tables, String table) {
    Wish wish = tables.now().of(List.of(TableName.of(table)));
    return wish == null ? null : wish.target();
  }

  @Test
  void without_settings_and_entities_nothing_is_wished() {
    assertThat(tables(Map.of()).now()).isSameAs(TableWishes.NONE);
    assertThat(tables(Map.of("book", "any")).now()).isSameAs(TableWishes.NONE);
  }

  @Test
  void a_setting_overrules_the_entities() {
    WishedTables tables = tables(Map.of("book", "any", "shop.author", "r1", "log", "primary"));
    tables.add(named(Map.of("book", "primary", "shop.author", "primary", "fact", "r2")));

    assertThat(wish(tables, "book")).isNull();
    assertThat(wish(tables, "author")).isEqualTo("r1");
    assertThat(wish(tables, "log")).isEqualTo("primary");
    assertThat(wish(tables, "fact")).isEqualTo("r2");
  }

  @Test
  void a_setting_without_a_schema_is_for_every_schema_and_one_with_only_for_its_own() {
    WishedTables tables = tables(Map.of("book", "any", "shop.author", "any"));
    tables.add(named(Map.of("shop.book", "primary", "author", "primary")));

    assertThat(wish(tables, "shop.book")).isNull();
    assertThat(wish(tables, "author")).isEqualTo("primary");
  }

  @Test
  void two_factories_may_wish_otherwise() {
    WishedTables tables = tables(Map.of());
    tables.add(named(Map.of("book", "r1", "log", "r1")));
    tables.add(named(Map.of("book", "r2", "log", "r1")));

    assertThat(wish(tables, "book")).isEqualTo("primary");
    assertThat(wish(tables, "log")).isEqualTo("r1");
  }

  @Test
  void views_are_looked_through_whenever_the_catalogue_was_read() {
    WishedTables tables = tables(Map.of("book", "primary"));
    assertThat(wish(tables, "shelf")).isNull();

    classifier.use(viewOver("select * from book"));
    assertThat(wish(tables, "shelf")).isEqualTo("primary");

    classifier.use(viewOver("select * from author"));
    assertThat(wish(tables, "shelf")).isNull();
  }

  private Catalogue viewOver(String sql) {
    StatementInfo definition = classifier.scan(sql);
    Catalogue.Relation view =
        new Catalogue.Relation(
            new TableName("public", "shelf"),
            definition.kind(),
            "",
            definition.effect(),
            definition);
    return new Catalogue(Set.of(), Set.of(), Set.of(), Set.of(), Map.of("shelf", List.of(view)));
  }
}
