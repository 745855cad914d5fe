package dev.hibernatesplit.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  private int chosen(int statements) {
    int chosen = 0;
    for (int i = 0; i < statements; i++) {
      if (latencies.chooses()) {
        latencies.record(1_000);
        chosen++;
      }
    }
    return chosen;
  }

  @Test
  void the_first_are_all_timed_and_later_ones_by_lot() {
    assertThat(chosen(Latencies.ALL_OF_THE_FIRST)).isEqualTo(Latencies.ALL_OF_THE_FIRST);
    assertThat(chosen(80_000)).isBetween(9_000, 11_000);
  }
}
