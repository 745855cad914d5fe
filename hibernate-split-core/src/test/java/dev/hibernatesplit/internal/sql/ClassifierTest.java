package dev.hibernatesplit.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassifierTest {

  private final Classifier classifier = new Classifier();

  @Test
  void text_is_scanned_once() {
    StatementInfo first = classifier.classify("select 1 from t");
    assertThat(classifier.classify("select 1 ".concat("from t"))).isSameAs(first);
  }

  @Test
  void very_long_text_is_not_remembered() {
    String text = "select 1 -- " + "x".repeat(Memo.LONGEST);
    assertThat(classifier.classify(text)).isNotSameAs(classifier.classify(text));
  }

  @Test
  void memo_is_bounded_and_keeps_what_is_used() {
    Memo<Integer> memo = new Memo<>();
    memo.put("hot", -1);
    for (int i = 0; i < 10 * Memo.GENERATION; i++) {
      memo.put("select " + i, i);
      assertThat(memo.get("hot")).isEqualTo(-1);
    }
    assertThat(memo.size()).isLessThanOrEqualTo(2 * Memo.GENERATION + 2);
    assertThat(memo.get("select 0")).isNull();
  }

  @Test
  void learned_write_stays_on_the_primary_also_with_a_new_catalogue() {
    StatementInfo before = classifier.classify("select 1 from v");
    classifier.keepOnPrimary(before, "refused by a replica before");
    classifier.use(Catalogue.EMPTY);
    StatementInfo after = classifier.classify("select 1 from v");
    assertThat(before.kind()).isEqualTo(StatementKind.READ);
    assertThat(after.kind()).isEqualTo(StatementKind.UNKNOWN);
    assertThat(after.detail()).isEqualTo("refused by a replica before");
    assertThat(after.tables()).isEqualTo(before.tables());
  }

  @Test
  void new_catalogue_drops_what_depended_on_the_old() {
    assertThat(classifier.classify("select f(1)").isRead()).isFalse();
    classifier.use(functions(Set.of("f"), Set.of()));
    assertThat(classifier.classify("select f(1)").isRead()).isTrue();
    classifier.use(Catalogue.EMPTY);
    assertThat(classifier.classify("select f(1)").isRead()).isFalse();
  }

  @Test
  void harmless_user_function_is_named_as_it_is_written() {
    classifier.use(functions(Set.of("f", "app.f"), Set.of()));
    assertThat(classifier.classify("select F(1), app.f(2)").isRead()).isTrue();
    assertThat(classifier.classify("select f(1), app.f(2)").functions())
        .containsExactly("f", "app.f");
    assertThat(classifier.classify("select other.f(1)").isRead()).isFalse();
    assertThat(classifier.classify("select \"F\"(1)").isRead()).isFalse();
  }

  @Test
  void volatile_user_function_shadows_the_harmless_one_of_its_name() {
    classifier.use(functions(Set.of(), Set.of("lower", "app.lower")));
    assertThat(classifier.classify("select lower(x) from t").isRead()).isFalse();
    assertThat(classifier.classify("select pg_catalog.lower(x) from t").isRead()).isTrue();
  }

  @Test
  void nothing_makes_nextval_harmless() {
    Classifier lenient = new Classifier(Set.of("nextval", "pg_catalog.nextval"));
    lenient.use(functions(Set.of("nextval"), Set.of()));
    assertThat(lenient.classify("select nextval('s')").isRead()).isFalse();
  }

  @Test
  void declared_function_is_harmless_although_the_catalogue_says_volatile() {
    Classifier declared = new Classifier(Set.of("app.f"));
    declared.use(functions(Set.of(), Set.of("f", "app.f")));
    assertThat(declared.classify("select app.f(1)").isRead()).isTrue();
    assertThat(declared.classify("select f(1)").isRead()).isFalse();
  }

  @Test
  void volatile_function_of_a_row_and_volatile_operator_are_seen() {
    classifier.use(
        new Catalogue(Set.of(), Set.of("secret"), Set.of("secret"), Set.of("<~>"), Map.of()));
    assertThat(classifier.classify("select t.secret from t").isRead()).isFalse();
    assertThat(classifier.classify("select (t).secret from t").isRead()).isFalse();
    assertThat(classifier.classify("select t.other from t").isRead()).isTrue();
    assertThat(classifier.classify("select a<~>b from t").isRead()).isFalse();
    assertThat(classifier.classify("select a operator(app.<~>) b from t").isRead()).isFalse();
    assertThat(classifier.classify("select a<->b from t").isRead()).isTrue();
  }

  @Test
  void relation_that_a_replica_must_not_serve_is_found_by_bare_and_by_full_name() {
    classifier.use(relation(new TableName("app", "cache"), "unlogged table app.cache"));
    assertThat(classifier.classify("select 1 from cache").detail())
        .isEqualTo("unlogged table app.cache");
    assertThat(classifier.classify("select 1 from app.cache").isRead()).isFalse();
    assertThat(classifier.classify("select 1 from other.cache").isRead()).isTrue();
    assertThat(classifier.classify("with cache as (select 1) select 1 from cache").isRead())
        .isTrue();
    assertThat(classifier.classify("insert into cache values (1)").kind())
        .isEqualTo(StatementKind.UNKNOWN);
  }

  private static Catalogue functions(Set<String> harmless, Set<String> volatileOnes) {
    return new Catalogue(harmless, volatileOnes, Set.of(), Set.of(), Map.of());
  }

  private static Catalogue relation(TableName name, String detail) {
    Catalogue.Relation relation =
        new Catalogue.Relation(name, StatementKind.UNKNOWN, detail, Effect.NOTHING, null);
    return new Catalogue(
        Set.of(), Set.of(), Set.of(), Set.of(), Map.of(name.name(), List.of(relation)));
  }
}
