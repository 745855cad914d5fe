package dev.hibernatesplit.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.spi.StatementKind;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * However a statement is spelled, the verdict stays; however it is broken, it never becomes one.
 */
class RewriteTest {

  private static final long SEED = Long.getLong("split.sql.seed", 20_261_124L);
  private static final int ROUNDS = 40;

  /** Queries, so that they may be wrapped; no literals or comments, so that blanks may move. */
  private static final List<String> READS =
      List.of(
          "select id , name from person where id = ?",
          "select lower ( name ) from person order by name",
          "select p . id from person p left join company c on p . cid = c . id",
          "select count ( * ) from person group by name having count ( * ) > 1",
          "with a as ( select 1 ) select * from a",
          "select max ( x ) over ( partition by y order by z ) from t",
          "select now ( ) , current_date from person , company",
          "select x from t where y in ( select z from u ) and coalesce ( a , b ) = ?",
          "select ( t ) . x , a [ 1 ] from t");

  private static final List<String> OTHERS =
      List.of(
          "select nextval ( ? ) from person",
          "select * from person for update",
          "select * from person for no key update",
          "select * from person for share",
          "select app . f ( x ) from person",
          "select pg_advisory_lock ( 1 ) from person",
          "select set_config ( ? , ? , true ) from person",
          "select last_value from person",
          "select * from pg_stat_activity",
          "select x from t where f ( y ) = 1",
          "select * from t join f ( 1 ) g on true",
          "with d as ( select nextval ( ? ) ) select * from d");

  private final Random random = new Random(SEED);
  private final Classifier classifier = new Classifier();

  @BeforeAll
  static void say() {
    System.out.println("Seed of the rewritten statements: -Dsplit.sql.seed=" + SEED);
  }

  private final List<UnaryOperator<String>> spellings =
      List.of(
          sql -> eachWord(sql, this::anyCase),
          sql -> sql.replace(" ", blanks()),
          sql -> eachGap(sql),
          sql -> sql.replace(" ( ", "(").replace(" )", ")"),
          sql -> sql.replace(" . ", "."),
          sql -> eachGap(eachWord(sql, this::anyCase)));

  private final List<UnaryOperator<String>> wrappings =
      List.of(
          sql -> sql,
          sql -> "(".repeat(3) + sql + ")".repeat(3),
          sql -> "select * from (" + sql + ") wrapped",
          sql -> "with wrapped as (" + sql + ") select * from wrapped",
          sql -> "select 1 where exists (" + sql + ")",
          sql -> "select 1 union all (" + sql + ")",
          sql -> "select array(" + sql + "), 2",
          sql -> "select 1 where 1 = any (" + sql + ") and (2 = 2)",
          sql -> "select * from t left join lateral (" + sql + ") x on true",
          sql -> sql + " ; -- end",
          sql -> "explain " + sql);

  @Test
  void read_stays_a_read_however_it_is_written() {
    READS.forEach(sql -> variants(sql, variant -> assertThat(read(variant)).as(variant).isTrue()));
  }

  @Test
  void other_statement_stays_on_the_primary_however_it_is_written() {
    OTHERS.forEach(
        sql -> variants(sql, variant -> assertThat(read(variant)).as(variant).isFalse()));
  }

  @Test
  void kind_stays_when_only_the_spelling_changes() {
    for (String sql : OTHERS) {
      StatementKind kind = classifier.classify(sql).kind();
      for (int i = 0; i < ROUNDS; i++) {
        String variant = any(spellings).apply(sql);
        assertThat(classifier.classify(variant).kind()).as(variant).isEqualTo(kind);
      }
    }
  }

  @Test
  void quoting_a_name_or_naming_its_schema_changes_nothing() {
    for (String sql :
        List.of(
            "select \"nextval\" ( ? )",
            "select pg_catalog . nextval ( ? )",
            "select pg_catalog . \"pg_advisory_lock\" ( ? )",
            "select * from pg_catalog . \"pg_locks\"",
            "select \"last_value\" from \"s\"")) {
      variants(sql, variant -> assertThat(read(variant)).as(variant).isFalse());
    }
    variants(
        "select pg_catalog . \"lower\" ( \"name\" ) from \"person\"",
        variant -> assertThat(read(variant)).as(variant).isTrue());
  }

  /** A comment swallows the danger, and a dot makes a name of a keyword: those stay reads. */
  @Test
  void broken_text_with_the_danger_left_in_it_is_no_read() {
    for (String danger : List.of(" nextval ( 1 )", " for update", " app.f ( 1 )", " into t2 ")) {
      for (int i = 0; i < 10 * ROUNDS; i++) {
        String head = corrupt("select id , name from person p where id = 1 and x ");
        boolean swallowed =
            head.contains("--") || head.contains("/*") || head.strip().endsWith(".");
        String broken = head + danger;
        assertThat(read(broken) && !swallowed).as(broken).isFalse();
      }
    }
  }

  @Test
  void truncated_and_corrupted_texts_never_throw() {
    for (int i = 0; i < 20_000; i++) {
      String sql = any(random.nextBoolean() ? READS : OTHERS);
      String broken = corrupt(any(wrappings).apply(any(spellings).apply(sql)));
      assertThat(classifier.scan(broken.substring(random.nextInt(broken.length() + 1))))
          .isNotNull();
    }
  }

  private void variants(String sql, Consumer<String> check) {
    for (UnaryOperator<String> wrapping : wrappings) {
      for (int i = 0; i < ROUNDS; i++) {
        check.accept(wrapping.apply(any(spellings).apply(sql)));
      }
    }
  }

  private boolean read(String sql) {
    return classifier.scan(sql).isRead();
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String eachWord(String sql, UnaryOperator<String> change) {
    StringBuilder changed = new StringBuilder();
    for (String word : sql.split(" ")) {
      changed.append(word.startsWith("\"") ? word : change.apply(word)).append(' ');
    }
    return changed.toString();
  }

  private String anyCase(String word) {
    StringBuilder changed = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      changed.append(random.nextBoolean() ? Character.toUpperCase(c) : c);
    }
    return changed.toString();
  }

  private String eachGap(String sql) {
    StringBuilder changed = new StringBuilder();
    for (String word : sql.split(" ")) {
      changed.append(word).append(blanks());
    }
    return changed.toString();
  }

  private String blanks() {
    return any(
        List.of(
            " ",
            "\t\n ",
            "\r\n",
            "/**/",
            " /* ' \" $$ for update nextval( */ ",
            " /* a /* nested -- */ ; */ ",
            " -- ' for update ;\n",
            "--\r\n",
            "\f"));
  }

  private String corrupt(String sql) {
    int at = random.nextInt(sql.length());
    int end = Math.min(sql.length(), at + random.nextInt(4));
    String noise =
        any(List.of("", "'", "\"", "$$", "(", ")", ",", ";", ".", "\\", "é", "--", "/*"));
    return sql.substring(0, at) + noise + sql.substring(end);
  }
}
