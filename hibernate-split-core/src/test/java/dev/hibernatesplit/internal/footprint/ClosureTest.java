package dev.hibernatesplit.internal.footprint;

import static dev.hibernatesplit.internal.footprint.Meeting.meet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Change;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes and reads meet where the catalogue says so, and not where it does not. */
class ClosureTest {

  private static Facts plain() {
    return new Facts()
        .table("author", "id")
        .table("book", "id")
        .table("page", "id")
        .table("audit", "id")
        .table("price", "id")
        .table("part", "id");
  }

  private static Footprints footprints(Facts facts, Declared declared) {
    Classifier classifier = new Classifier(Set.of("price"));
    classifier.use(facts.catalogue());
    return new Footprints(classifier, new TableIds(), declared);
  }

  private static boolean meets(Facts facts, String write, String read) {
    return meets(footprints(facts, Declared.NONE), write, read);
  }

  private static boolean meets(Footprints footprints, String write, String read) {
    Classifier classifier = new Classifier(Set.of("price"));
    return meet(footprints.writes(classifier.scan(write)), footprints.reads(classifier.scan(read)));
  }

  private static Arguments rule(String name, UnaryOperator<Facts> fact, String write, String read) {
    return Arguments.of(name, fact, write, read);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        rule(
            "on delete cascade",
            f -> f.action("author", "book", Change.DELETE, null),
            "delete from author",
            "select * from book"),
        rule(
            "on delete set null, then on update cascade",
            f ->
                f.action("author", "book", Change.UPDATE, null)
                    .action("book", "page", null, Change.UPDATE),
            "delete from author",
            "select * from page"),
        rule(
            "on update cascade",
            f -> f.action("author", "book", null, Change.UPDATE),
            "update author set id = id + 1",
            "select * from book"),
        rule(
            "merge may delete",
            f -> f.action("author", "book", Change.DELETE, null),
            "merge into author using page on true when matched then delete",
            "select * from book"),
        rule(
            "an insert that may update",
            f -> f.action("author", "book", null, Change.UPDATE),
            "insert into author values (1) on conflict (id) do update set id = 2",
            "select * from book"),
        rule(
            "trigger",
            f -> f.trigger("book", Change.INSERT),
            "insert into book values (1)",
            "select * from audit"),
        rule(
            "trigger of a table where a foreign key acts",
            f -> f.action("author", "book", Change.DELETE, null).trigger("book", Change.DELETE),
            "delete from author where id = 1",
            "select * from audit"),
        rule(
            "rule",
            f -> f.code("book", Set.of(), true, Set.of()),
            "update book set id = 2",
            "select * from audit"),
        rule(
            "volatile function of a column default",
            f -> f.code("book", Set.of(), false, Set.of("public.spend")),
            "insert into book values (1)",
            "select * from audit"),
        rule(
            "partition is read",
            f -> f.child("book", "part"),
            "insert into book values (1)",
            "select * from part"),
        rule(
            "partition is written",
            f -> f.child("book", "part"),
            "insert into part values (1)",
            "select * from book"),
        rule(
            "child of two parents",
            f -> f.child("book", "part").child("page", "part"),
            "update book set id = 2",
            "select * from page"),
        rule(
            "row moves to a partition with a trigger",
            f -> f.child("book", "part").trigger("part", Change.INSERT),
            "update book set id = 2",
            "select * from audit"),
        rule(
            "cascade into a partition",
            f -> f.child("book", "part").action("author", "part", Change.DELETE, null),
            "delete from author",
            "select * from book"),
        rule(
            "policy",
            f -> f.define("book", "select exists (select from price where price.id = 1)"),
            "update price set id = 1",
            "select * from book"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void write_and_read_meet_by_a_rule_and_not_without_it(
      String name, UnaryOperator<Facts> fact, String write, String read) {
    assertThat(meets(fact.apply(plain()), write, read)).isTrue();
    assertThat(meets(plain(), write, read)).isFalse();
  }

  static Stream<Arguments> apart() {
    return Stream.of(
        rule(
            "an insert sets off no foreign key",
            f -> f.action("author", "book", Change.DELETE, Change.UPDATE),
            "insert into author values (1)",
            "select * from book"),
        rule(
            "nothing goes from child to parent",
            f -> f.action("author", "book", Change.DELETE, Change.UPDATE),
            "delete from book",
            "select * from author"),
        rule(
            "an update is no delete",
            f -> f.action("author", "book", Change.DELETE, null),
            "update author set id = id",
            "select * from book"),
        rule(
            "a trigger on delete sleeps through an insert",
            f -> f.trigger("book", Change.DELETE),
            "insert into book values (1)",
            "select * from audit"),
        rule(
            "other partitions",
            f -> f.child("book", "part").child("book", "page"),
            "update part set id = 2",
            "select * from page"),
        rule(
            "a materialized view is as it was",
            f -> f.materialized("totals"),
            "insert into book values (1)",
            "select * from totals"),
        rule("sequences and locks", f -> f, "select nextval('s') from book for update", "select 1"),
        rule("no table", f -> f, "insert into book values (1)", "select 1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("apart")
  void write_and_read_stay_apart(
      String name, UnaryOperator<Facts> fact, String write, String read) {
    assertThat(meets(fact.apply(plain()), write, read)).isFalse();
  }

  @Test
  void views_are_looked_through_both_ways() {
    Facts facts =
        plain()
            .view("books", "select * from book")
            .view("shelf", "select * from books join page using (id)");
    assertThat(meets(facts, "insert into page values (1)", "select * from shelf")).isTrue();
    assertThat(meets(facts, "insert into book values (1)", "select * from shelf")).isTrue();
    assertThat(meets(facts, "insert into books values (1)", "select * from book")).isTrue();
    assertThat(meets(facts, "insert into books values (1)", "select * from page")).isFalse();
    assertThat(meets(facts, "insert into audit values (1)", "select * from shelf")).isFalse();
  }

  @Test
  void what_nobody_can_tell_touches_everything() {
    Facts facts = plain().foreign("far").view("through", "select * from far");
    Footprints footprints = footprints(facts, Declared.NONE);
    Classifier classifier = new Classifier();
    assertThat(
            Stream.of(
                "call archive()",
                "do 'begin end'",
                "commit prepared 'x'",
                "create table x (id int)",
                "select spend()",
                "insert into book values (spend())",
                "insert into unheard_of values (1)",
                "insert into far values (1)",
                "update through set id = 1",
                "truncate book cascade",
                "delete from book; call archive()"))
        .allMatch(sql -> footprints.writes(classifier.scan(sql)).everything());
    assertThat(
            Stream.of(
                "select price(1)",
                "select * from unheard_of",
                "select * from far",
                "select * from through",
                "select query_to_xml('select * from book', true, true, '')"))
        .allMatch(sql -> footprints.reads(classifier.scan(sql)).everything());
  }

  @Test
  void what_the_user_declares_is_believed_and_followed() {
    Facts facts =
        plain()
            .trigger("book", Change.INSERT)
            .code("page", Set.of(), false, Set.of("public.spend"))
            .action("audit", "part", null, Change.UPDATE);
    Declared declared =
        new Declared(
            Map.of(new TableName(null, "book"), List.of(new TableName(null, "audit"))),
            Map.of("spend", List.of(), "price", List.of(new TableName(null, "price"))));
    Footprints footprints = footprints(facts, declared);

    assertThat(meets(footprints, "insert into book values (1)", "select 1 from audit")).isTrue();
    assertThat(meets(footprints, "insert into book values (1)", "select 1 from part")).isTrue();
    assertThat(meets(footprints, "insert into book values (1)", "select 1 from page")).isFalse();
    assertThat(meets(footprints, "insert into page values (1)", "select 1 from book")).isFalse();
    assertThat(meets(footprints, "update price set id = 1", "select price(1)")).isTrue();
    assertThat(meets(footprints, "update part set id = 1", "select price(1)")).isFalse();
  }

  @Test
  void new_catalogue_is_asked_anew() {
    Classifier classifier = new Classifier();
    classifier.use(plain().catalogue());
    Footprints footprints = new Footprints(classifier, new TableIds(), Declared.NONE);
    assertThat(footprints.writes(classifier.classify("delete from book")).everything()).isFalse();

    classifier.use(Catalogue.EMPTY);
    assertThat(footprints.writes(classifier.classify("delete from book")).everything()).isTrue();
  }

  @Test
  void one_text_has_one_footprint() {
    Classifier classifier = new Classifier();
    classifier.use(plain().catalogue());
    Footprints footprints = new Footprints(classifier, new TableIds(), Declared.NONE);
    assertThat(footprints.reads(classifier.classify("select 1 from book")))
        .isSameAs(footprints.reads(classifier.classify("select 1 from book")));
  }
}
