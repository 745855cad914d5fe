package dev.hibernatesplit.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.TableName;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactsTest {

  /** Tables (those written with a star), a bar, the text. */
  private static final String TABLES =
      """
      | select 1
      person | select * from Person p
      Person | select * from "Person"
      shop.order | SELECT * FROM Shop . "order" AS o
      x.t | select * from db.x.t
      a b c d | select * from a, b left join c on a.id in (select id from d) , a as again
      a b | select * from (a join b on true) x
      a b | select * from ((select * from a) union all (table b)) x
      a | select (select max(x) from a), extract(year from now())
      a | select a.x is distinct from a.y from a
      t | with c as (select * from t) select * from c
      t | with t as (select * from t) select * from t
      s.c t | with c as (select 1) select * from t where exists (with d as (select 1) select * from d) and 1 in (select x from s.c)
      t u | with recursive r as (select * from t union select * from r) select * from r, u
      t | with recursive a as (select * from b), b as (select * from t) select * from a
      b t | with a as (select * from b), b as (select * from t) select * from a
      r | select * from (with r as (select 1) select * from r) x, r
      s2.q t | with q as (with q as (select * from t) select * from q) select * from q where x in (select 1 from s2.q)
      *t | insert into t (a, b) values (1, 2)
      *t s | insert into t select * from s
      *t s | insert into t (select * from s)
      *t s | with c as (select * from s) insert into t select * from c
      *t s | insert into t with c as (select * from s) select * from c
      *t | insert into t as x (a) values (1) on conflict (a) do update set a = excluded.a, b = 2
      *t | update t set a = 1, b = 2 where c = 3
      *t s | update only (t) set a = 1 from s where s.id = t.id
      *t | update t * as x set (a, b) = (1, 2)
      *t s u | delete from t using s join u using (id) where t.id = s.id
      *t s | merge into t using s on t.id = s.id when not matched then insert (a, b) values (1, 2)
      *t u | with d as (delete from t returning *) select * from d join u on true
      *t *s | truncate table only t, s cascade
      t x.s | lock table t, x.s in share mode
      *t | copy t (a, b) from stdin
      *x.T | copy x."T" from stdin
      t | copy t to stdout
      a b | select * from a tablesample system (10) repeatable (1) b2, b
      a b | select * from only a, lateral (select * from b where b.x = a.x) y(p, q)
      a | select * from a, unnest(a.xs) as u(x), current_date, rows from (generate_series(1,2)) as g
      key share rows | select * from key join share on true, rows
      a b | select * from {oj a left outer join b on a.id = b.id}
      tabelle | select * from U&"t\\0061belle"
      a | select * from a for update of a
      a b | select * from a union select * from b order by 1 limit 1 offset 2
      a b | select * from a where x = 1 group by y having count(*) > 1 window w as (order by y, z) intersect select * from b
      ÄB äb | select * from "ÄB", äB
      a | explain select * from a
      """;

  static Stream<String> tables() {
    return TABLES.lines();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void tables_are_those_that_the_text_names(String line) {
    int bar = line.indexOf('|');
    StatementInfo info = classify(line.substring(bar + 1).strip());
    String expected = line.substring(0, bar).strip();
    assertThat(info.tables().stream().map(table -> name(info, table)).collect(Collectors.toSet()))
        .as(info.sql())
        .isEqualTo(
            Stream.of(expected.split(" ")).filter(t -> !t.isEmpty()).collect(Collectors.toSet()));
  }

  private static String name(StatementInfo info, TableName table) {
    return (info.written().contains(table) ? "*" : "") + table;
  }

  @Test
  void joins_are_join_words_and_commas_of_from() {
    assertThat(classify("select a, b from t").joins()).isZero();
    assertThat(classify("select 1 from a join b on f = 1, c cross join d").joins()).isEqualTo(3);
    assertThat(classify("select 1 from a where x in (select 1 from b, c)").joins()).isEqualTo(1);
  }

  @Test
  void aggregates_are_seen() {
    assertThat(classify("select count(*) from a").aggregates()).isTrue();
    assertThat(classify("select x from a group by x").aggregates()).isTrue();
    assertThat(classify("select x from a order by x").aggregates()).isFalse();
  }

  @Test
  void time_of_the_transaction_is_seen() {
    assertThat(classify("select now()").transactionTime()).isTrue();
    assertThat(classify("select 1 where x > current_date").transactionTime()).isTrue();
    assertThat(classify("select clock_timestamp()").transactionTime()).isFalse();
  }

  @Test
  void functions_are_those_that_are_not_postgresqls_own() {
    assertThat(classify("select lower(x), F(1), app.\"G\"(2), f(3)").functions())
        .containsExactly("f", "app.G");
  }

  @Test
  void effect_says_what_later_reads_may_see() {
    assertThat(classify("select nextval('s')").effect()).isEqualTo(Effect.NOTHING);
    assertThat(classify("select * from a for update").effect()).isEqualTo(Effect.NOTHING);
    assertThat(classify("begin").effect()).isEqualTo(Effect.NOTHING);
    assertThat(classify("notify a").effect()).isEqualTo(Effect.NOTHING);
    assertThat(classify("insert into a values (nextval('s'))").effect())
        .isEqualTo(Effect.WRITTEN_TABLES);
    assertThat(classify("insert into a values (f())").effect()).isEqualTo(Effect.ANYTHING);
    assertThat(classify("select f()").effect()).isEqualTo(Effect.ANYTHING);
    assertThat(classify("truncate a cascade").effect()).isEqualTo(Effect.ANYTHING);
    assertThat(classify("commit prepared 'x'").effect()).isEqualTo(Effect.ANYTHING);
    assertThat(classify("explain delete from a").effect()).isEqualTo(Effect.NOTHING);
  }

  @Test
  void detail_says_why() {
    assertThat(classify("select nextval('s')").detail()).isEqualTo("nextval");
    assertThat(classify("select 1 from a").detail()).isEqualTo("plain read");
    assertThat(classify("select * from pg_locks").detail()).isEqualTo("relation pg_locks");
  }

  private static StatementInfo classify(String sql) {
    return new Classifier().classify(sql);
  }
}
