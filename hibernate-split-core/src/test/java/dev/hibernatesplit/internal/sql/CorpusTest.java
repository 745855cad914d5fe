package dev.hibernatesplit.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.sql.Catalogue.Relation;
import dev.hibernatesplit.internal.sql.Corpus.Case;
import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Judges the classifier, by text alone, with what a real standby said. */
class CorpusTest {

  /** What no text shows. A catalogue does: these views call what a replica refuses. */
  private static final Set<String> ONLY_THE_CATALOGUE_KNOWS =
      Set.of("select * from my_locks order by 1", "select * from my_locks order by 1;");

  /** The hint was taken from the text without regard to its nested comment. */
  private static final Set<String> WRONGLY_HINTED =
      Set.of("select 1 /* /* nested */ nextval('person_seq') */");

  private static List<Case> cases = List.of();
  private final Classifier classifier = new Classifier();

  @BeforeAll
  static void read() {
    Optional<Path> file = Corpus.file();
    if (file.isEmpty()) {
      System.out.println("No corpus: name one with -Dsplit.sql.corpus=<file>");
    }
    Assumptions.assumeTrue(file.isPresent());
    cases = Corpus.read(file.orElseThrow());
  }

  @Test
  void what_the_standby_refuses_is_no_read() {
    assertThat(cases.stream().filter(Case::refused).filter(this::isRead).map(Case::sql).toList())
        .isSubsetOf(ONLY_THE_CATALOGUE_KNOWS);
  }

  @Test
  void with_the_catalogue_no_text_is_excused() {
    Relation locks =
        new Relation(
            new TableName("public", "my_locks"),
            StatementKind.FUNCTION,
            "view my_locks: pg_current_xact_id",
            Effect.NOTHING,
            null);
    classifier.use(
        new Catalogue(Set.of(), Set.of(), Set.of(), Set.of(), Map.of("my_locks", List.of(locks))));
    assertThat(ONLY_THE_CATALOGUE_KNOWS).noneMatch(sql -> classifier.classify(sql).isRead());
    assertThat(cases.stream().filter(Case::refused).filter(this::isRead).map(Case::sql).toList())
        .isEmpty();
  }

  @Test
  void what_the_standby_takes_but_does_wrong_is_no_read() {
    assertThat(
            cases.stream()
                .filter(one -> !one.hints().isEmpty() && isRead(one))
                .map(Case::sql)
                .toList())
        .isSubsetOf(WRONGLY_HINTED);
  }

  @Test
  void at_most_a_tenth_of_what_may_leave_stays() {
    List<Case> leaving = cases.stream().filter(Case::mayLeave).toList();
    List<Case> staying = leaving.stream().filter(one -> !isRead(one)).toList();
    double share = (double) staying.size() / leaving.size();
    System.out.printf("%d of %d stay: %.2f %%%n", staying.size(), leaving.size(), 100 * share);
    assertThat(share).isBetween(0.01, 0.10);
  }

  @Test
  void tables_are_the_servers_own() {
    List<Case> known = cases.stream().filter(Case::tablesKnown).toList();
    List<Case> wrong = known.stream().filter(one -> !sameTables(one)).toList();
    System.out.printf("tables wrong in %d of %d%n", wrong.size(), known.size());
    assertThat(known).hasSizeGreaterThan(1_000);
    assertThat((double) wrong.size() / known.size())
        .as(wrong.stream().limit(5).map(Case::sql).toList().toString())
        .isLessThanOrEqualTo(0.001);
  }

  private boolean isRead(Case one) {
    return classifier.classify(one.sql()).isRead();
  }

  /** The text may leave the schema out, the server does not. */
  private boolean sameTables(Case one) {
    Set<String> found =
        classifier.classify(one.sql()).tables().stream()
            .map(table -> inFull(table, one.tables()))
            .collect(Collectors.toSet());
    return found.equals(one.tables());
  }

  private static String inFull(TableName table, Set<String> tables) {
    return tables.stream()
        .filter(full -> table.schema() == null && full.endsWith("." + table.name()))
        .findFirst()
        .orElse(table.toString());
  }
}
