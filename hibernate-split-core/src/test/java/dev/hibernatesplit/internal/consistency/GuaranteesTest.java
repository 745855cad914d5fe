package dev.hibernatesplit.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.internal.config.CachePuts;
import dev.hibernatesplit.internal.config.ConsistencyConfiguration;
import dev.hibernatesplit.internal.footprint.Declared;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What factories know of a database, alone and together, and when they ask the servers anew. */
class GuaranteesTest {

  private static final long LATER = Duration.ofMinutes(1).toNanos();

  private final Classifier classifier = new Classifier();
  private final StatementInfo read = classifier.classify("select 1");
  private final List<Duration> waits = new ArrayList<>();
  private final String database = UUID.randomUUID().toString(); // nobody knew it before
  private int wakes;

  private Guarantees join(String system, Consistency level, Duration patience) {
    return Guarantees.of(
        new ConsistencyConfiguration(level, patience, false, false, false, CachePuts.VERIFIED),
        system,
        database,
        classifier,
        Declared.NONE,
        List.of("r1"),
        true,
        Duration.ofSeconds(1),
        new SplitListener() {
          @Override
          public void readWaited(StatementInfo statement, Duration time, boolean served) {
            waits.add(time);
          }
        });
  }

  private Guarantees sampled() {
    Guarantees guarantees = join("1", Consistency.EVENTUAL, Duration.ZERO);
    guarantees.follow(
        new Pulse() {
          @Override
          public void wake() {
            wakes++;
          }

          @Override
          public Waiting await() {
            return () -> {};
          }

          @Override
          public boolean primaryAnswers() {
            return true;
          }
        });
    guarantees.sampled(ProofsTest.primary(LATER, 100, 100, 1, 1), true);
    guarantees.sampled(ProofsTest.replica("r1", LATER, 50, 1), false);
    return guarantees;
  }

  /** How often a read with a token at a position that no replica has wakes the monitor. */
  private int wakesOf(Guarantees guarantees, String token) {
    wakes = 0;
    Promises promises = guarantees.promises(null);
    boolean may =
        Routing.with(
            ConsistencyToken.parse(token),
            () -> {
              promises.begins(RowHash.NONE, false);
              return promises.mayServe(read, RowHash.NONE, "r1", null);
            });
    assertThat(may).isFalse();
    return wakes;
  }

  private boolean awaits(Promises promises) {
    promises.begins(RowHash.NONE, false);
    return promises.await(read, RowHash.NONE, List.of("r1"));
  }

  private static String at(int position) {
    return "1-1-" + Integer.toString(position, 36);
  }

  @Test
  void a_token_that_replicas_are_behind_has_them_asked_once() {
    try (Guarantees guarantees = sampled()) {
      assertThat(wakesOf(guarantees, at(80))).isEqualTo(1);
      assertThat(wakesOf(guarantees, at(80))).isZero();
      assertThat(wakesOf(guarantees, at(70))).isZero();
      assertThat(wakesOf(guarantees, at(90))).isEqualTo(1);
    }
  }

  @Test
  void a_token_that_is_ahead_of_the_primary_keeps_no_other_from_having_them_asked() {
    try (Guarantees guarantees = sampled()) {
      assertThat(wakesOf(guarantees, at(1_000))).isEqualTo(1);
      assertThat(wakesOf(guarantees, at(1_000))).isEqualTo(1);
      assertThat(wakesOf(guarantees, at(80))).isEqualTo(1);
    }
  }

  @Test
  void a_token_of_another_log_has_nobody_asked() {
    try (Guarantees guarantees = sampled()) {
      assertThat(wakesOf(guarantees, "2-1-1")).isZero();
      assertThat(wakesOf(guarantees, "1-2-1")).isZero();
    }
  }

  @Test
  void nobody_waits_for_what_no_replica_can_ever_show() {
    try (Guarantees guarantees = join("1", Consistency.EVENTUAL, Duration.ofMinutes(1))) {
      guarantees.sampled(ProofsTest.primary(LATER, 100, 100, 1, 1), true);
      Promises promises = guarantees.promises(null);
      boolean served = Routing.with(ConsistencyToken.parse("2-1-1"), () -> awaits(promises));
      assertThat(served).isFalse();
      assertThat(waits).isEmpty();
    }
  }

  @Test
  void who_waits_in_vain_is_told_of() {
    try (Guarantees guarantees = join("1", Consistency.SESSION, Duration.ofMillis(20))) {
      Promises promises = guarantees.promises(null);
      boolean served = Routing.with(ConsistencyToken.parse(at(80)), () -> awaits(promises));
      assertThat(served).isFalse();
      assertThat(waits).singleElement().satisfies(wait -> assertThat(wait).isPositive());
    }
  }

  @Test
  void a_token_is_of_one_database() {
    try (Guarantees one = join("1", Consistency.SESSION, Duration.ZERO);
        Guarantees other = join("2", Consistency.SESSION, Duration.ZERO)) {
      assertThat(one).isNotSameAs(other);
      assertThatThrownBy(Guarantees::tokenOfTheOnlyDatabase)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("databases")
          .hasMessageContaining("ConsistencyToken.current(factory)");
    }
  }

  @Test
  void factories_on_one_database_share_their_fences_and_who_comes_back_knows_nothing() {
    try (Guarantees one = join("3", Consistency.SESSION, Duration.ZERO);
        Guarantees other = join("3", Consistency.SESSION, Duration.ZERO)) {
      assertThat(one.fences()).isSameAs(other.fences());
      assertThat(one.fences().newest()).isEqualTo(Moments.NEVER);
    }
    try (Guarantees again = join("3", Consistency.SESSION, Duration.ZERO)) {
      assertThat(again.fences().newest()).isPositive();
    }
  }
}
