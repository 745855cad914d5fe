package dev.hibernatesplit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void parameters_are_the_same_to_both_witnesses() {
    Tally tally = Tally.of(List.of("select ? + ?"), List.of("select $1 + $2"));
    assertThat(tally.agrees()).isTrue();
    assertThat(tally.contradictions()).isEmpty();
  }

  @Test
  void a_statement_that_ran_elsewhere_is_a_contradiction() {
    Tally tally = Tally.of(List.of("a", "b"), List.of("a", "c"));
    assertThat(tally.agrees()).isFalse();
    assertThat(tally.contradictions()).containsExactly("1 sent, 0 run: b", "0 sent, 1 run: c");
  }

  @Test
  void a_statement_that_ran_too_often_is_a_contradiction() {
    assertThat(Tally.of(List.of("a"), List.of("a", "a")).agrees()).isFalse();
  }

  @Test
  void a_contradiction_fails_the_demo_and_is_shown() {
    Outcome outcome = outcome(Tally.of(List.of("a"), List.of()));
    assertThat(status(outcome)).isEqualTo(1);
    assertThat(new Screen(Ink.PLAIN).show(outcome)).contains("✗ differ on r1: 1 sent, 0 run: a");
    assertThat(status(outcome(Tally.of(List.of("a"), List.of("a"))))).isZero();
  }

  @Test
  void only_coloured_ink_has_escape_codes() {
    Outcome outcome = outcome(Tally.of(List.of(), List.of()));
    assertThat(new Screen(Ink.PLAIN).show(outcome)).doesNotContain("\u001b");
    assertThat(new Screen(Ink.COLOURED).show(outcome)).contains("\u001b[32m✓ agree\u001b[0m");
  }

  @Test
  void shortened_sql_keeps_the_clauses_that_tell() {
    assertThat(Fit.sql("select 1", 40)).isEqualTo("select 1");
    assertThat(Fit.sql("select a.one,a.two,a.three\n from a where a.id=?", 30))
        .isEqualTo("select … from a where a.id=?");
    assertThat(Fit.sql("update a set one=?,two=?,three=? where id=?", 30))
        .isEqualTo("update a set … where id=?");
    assertThat(Fit.sql("insert into a (one,two,three) values (?,?,?)", 40))
        .isEqualTo("insert into a (…) values (?,?,?)");
    assertThat(Fit.sql("x".repeat(100), 30)).hasSize(30).contains("…");
  }

  @Test
  void long_reasons_go_on_in_the_next_line() {
    assertThat(Fit.lines("changes rows", 12)).containsExactly("changes rows");
    assertThat(Fit.lines("changes many rows", 12)).containsExactly("changes many", "rows");
  }

  @Test
  void what_a_program_sends_is_not_chatter() {
    assertThat(
            List.of(
                "",
                "BEGIN READ ONLY",
                "COMMIT",
                "SET extra_float_digits = 3",
                "select 1\nfrom pg_catalog.pg_class"))
        .allMatch(Chatter::is);
    assertThat(List.of("select 1", "set role shop", "beginning", "select c.oid from pg_class c"))
        .noneMatch(Chatter::is);
  }

  private static Outcome outcome(Tally tally) {
    return new Outcome(List.of(), Map.of("r1", tally), List.of(), 0, Duration.ZERO);
  }

  private static int status(Outcome outcome) {
    return Main.report(outcome, new PrintStream(OutputStream.nullOutputStream()), Ink.PLAIN);
  }
}
