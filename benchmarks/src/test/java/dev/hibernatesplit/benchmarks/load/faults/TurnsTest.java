package dev.hibernatesplit.benchmarks.load.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults by turns leave time to heal, and spare nobody. */
class TurnsTest {

  private final List<Fault> faults =
      Turns.every(Duration.ofSeconds(20), Duration.ofMinutes(15), List.of("r1", "r2"));

  @Test
  void each_is_healed_before_the_next_and_before_the_end() {
    assertThat(faults).hasSize(44);
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      assertThat(fault.at()).isEqualTo(Duration.ofSeconds(20L * (i + 1)));
      assertThat(fault.at().plus(fault.lasting())).isLessThan(Duration.ofSeconds(20L * (i + 2)));
    }
    assertThat(faults.get(43).at()).isEqualTo(Duration.ofSeconds(880));
  }

  @Test
  void each_replica_knows_each_kind_but_promotion() {
    assertThat(faults.stream().map(fault -> fault.kind() + " " + fault.server()).distinct())
        .hasSize(12)
        .noneMatch(text -> text.contains("PROMOTE"));
  }
}
