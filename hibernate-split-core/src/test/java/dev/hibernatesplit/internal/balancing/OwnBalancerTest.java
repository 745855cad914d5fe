package dev.hibernatesplit.internal.balancing;

import static dev.hibernatesplit.internal.balancing.Replicas.replica;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OwnBalancerTest {

  private static final Member A = replica("a", 1);
  private static final Member B = replica("b", 1);

  private record Always(Turns turns) implements LoadBalancer {
    @Override
    public Turns among(List<ServingReplica> replicas) {
      return turns;
    }
  }

  private static Rotation of(LoadBalancer balancer) {
    return Rotation.of(List.of(A, B), Set.of(), new OwnBalancer(balancer));
  }

  private static void assertBlamed(ThrowingCallable read, String... words) {
    assertThatThrownBy(read)
        .isInstanceOf(NoChoiceException.class)
        .hasMessageStartingWith("hibernate.split.balancer " + OwnBalancerTest.class.getName())
        .hasMessageContainingAll(words);
  }

  @Test
  void it_chooses_whom_it_likes() {
    assertThat(of(new Always(() -> B)).next()).isEqualTo("b");
    assertThat(of(replicas -> () -> replicas.get(0)).next()).isEqualTo("a");
  }

  @Test
  void one_that_gives_nobody_is_blamed() {
    assertBlamed(of(new Always(Answers.nothing()))::next, "gave null", "none of a, b");
  }

  @Test
  void one_that_gives_a_stranger_is_blamed_also_if_it_has_a_name_that_is_known() {
    assertBlamed(of(new Always(() -> replica("c", 1)))::next, "gave 'c'", "none of a, b");
    assertBlamed(of(new Always(() -> replica("a", 1)))::next, "gave 'a'");
  }

  @Test
  void one_that_throws_is_blamed_with_the_cause() {
    IllegalStateException bug = new IllegalStateException("a bug");
    Rotation rotation =
        of(
            new Always(
                () -> {
                  throw bug;
                }));
    assertBlamed(rotation::next, "failed", "a bug");
    assertThatThrownBy(rotation::next).hasCause(bug);
  }

  @Test
  void one_that_cannot_lay_out_turns_is_blamed_by_the_reads_and_not_by_who_publishes() {
    Rotation throwing =
        of(
            replicas -> {
              throw new IllegalStateException("a bug");
            });
    assertBlamed(throwing::next, "failed", "a bug");
    assertBlamed(of(Answers.noTurns())::next, "gave no turns");
  }

  /** What a user who knows no null checks may write. */
  @SuppressWarnings("NullAway")
  private static final class Answers {
    static LoadBalancer.Turns nothing() {
      return () -> null;
    }

    static LoadBalancer noTurns() {
      return replicas -> null;
    }
  }
}
