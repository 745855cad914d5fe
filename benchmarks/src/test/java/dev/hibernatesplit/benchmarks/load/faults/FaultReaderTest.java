package dev.hibernatesplit.benchmarks.load.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fault script that is wrong says what is, and what to write instead. */
class FaultReaderTest {

  private final FaultReader reader = new FaultReader(new TreeSet<>(Set.of("primary", "r1")));

  @Test
  void a_fault_has_a_time_a_kind_and_a_server() {
    assertThat(reader.read("20s:kill:r1"))
        .isEqualTo(new Fault(Duration.ofSeconds(20), FaultKind.KILL, "r1", Duration.ofSeconds(5)));
  }

  @Test
  void and_may_say_how_long_it_lasts() {
    assertThat(reader.read("1m:freeze:primary:500ms"))
        .isEqualTo(
            new Fault(Duration.ofMinutes(1), FaultKind.FREEZE, "primary", Duration.ofMillis(500)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20s:kill      | must be time:kind:server, or time:kind:server:duration. Use e.g. '20s:kill:r1'
          20s:kill:r1:  | the time '' must be a number and a unit: us, ms, s, m or h. Use e.g. '20s'
          20:kill:r1    | the time '20' must be a number and a unit: us, ms, s, m or h. Use e.g. '20s'
          -2s:kill:r1   | the time '-2s' must be a number and a unit: us, ms, s, m or h. Use e.g. '20s'
          20s:burn:r1   | the kind 'burn' must be one of kill, freeze, pause, cut, reset, restart, promote. Use e.g. '20s:kill:r1'
          9s:promote:primary | the kind 'promote' must name a replica. Use e.g. '20s:promote:r1'
          9s:pause:primary | the kind 'pause' must name a replica. Use e.g. '20s:pause:r1'
          20s:kill:r9   | the server 'r9' must be one of primary, r1. Use one of them, or more --replicas
          """)
  void an_error_names_key_value_rule_and_remedy(String script, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.read(script))
        .withMessageContaining("--fault = '" + script + "': " + message);
  }
}
