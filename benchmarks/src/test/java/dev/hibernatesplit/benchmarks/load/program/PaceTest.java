package dev.hibernatesplit.benchmarks.load.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An open loop does not wait for who is slow. */
class PaceTest {

  @Test
  void what_comes_late_was_meant_to_begin_in_time() {
    Pace pace = Pace.open(1000);
    long first = pace.next();
    for (int i = 1; i <= 5; i++) {
      assertThat(pace.next() - first).isEqualTo(TimeUnit.MILLISECONDS.toNanos(i));
    }
    assertThat(System.nanoTime() - first).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(5));
  }
}
