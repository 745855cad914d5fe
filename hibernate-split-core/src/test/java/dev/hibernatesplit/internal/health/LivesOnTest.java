package dev.hibernatesplit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.SplitListener;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That a server answers statements says nothing of its role, nor of its lag. */
class LivesOnTest {

  private static final Failure SILENT = new Failure("there was no answer within 1000ms", true);

  private final Configuration configuration =
      Nowhere.configuration(
          () -> {
            throw new UnsupportedOperationException();
          },
          Map.of("hibernate.split.replicas.r1.max_lag", "5s"));
  private final Topology topology = Nowhere.topology(configuration);
  private final Succession succession = new Succession(topology, "4711", true, () -> {});
  private final LagHistory history = new LagHistory(Duration.ofSeconds(1));
  private final Target primary = topology.primary();
  private long now = Samples.at(1);

  private Findings of(Target node) {
    return new NodeFindings(
        topology,
        node,
        succession,
        new PrimaryFindings(node, history),
        new ReplicaFindings(
            topology,
            node,
            "4711",
            configuration.probes(),
            new ReplicaLag(history),
            succession,
            new SplitListener() {},
            (target, cause) -> {
              throw new IllegalStateException(target.name() + " was ended: " + cause);
            },
            () -> now));
  }

  private Findings serving(String name) {
    of(primary).sampled(Samples.primary(1, 100));
    Findings replica = of(topology.target(name));
    replica.begins();
    Sample sample = Samples.onTimeline(1.1, 100, 1);
    now = Samples.at(1.1);
    replica.sampled(sample);
    replica.complete(sample);
    assertThat(topology.rotation().serves("r1")).isTrue();
    return replica;
  }

  @Test
  void a_replica_serves_on_while_its_lag_may_be_small_enough() {
    Findings r1 = serving("r1");
    now = Samples.at(5);
    r1.livesOn();
    assertThat(topology.rotation().serves("r1")).isTrue();
    now = Samples.at(6.5); // nobody knows whether it is up to date
    r1.livesOn();
    assertThat(topology.rotation().serves("r1")).isFalse();
    assertThat(topology.state(topology.target("r1")).inWords()).contains("max_lag 5s");
  }

  @Test
  void it_does_not_come_back_by_that() {
    Findings r1 = serving("r1");
    r1.failed(SILENT, true);
    r1.livesOn();
    assertThat(topology.rotation().serves("r1")).isFalse();
  }

  @Test
  void who_leads_stays_while_it_lives_on_and_moves_when_it_is_silent() {
    Findings leading = of(primary);
    leading.sampled(Samples.primary(1, 100));
    succession.saw(Samples.promoted(2, 200));
    leading.livesOn();
    assertThat(topology.primary()).isSameAs(primary);
    assertThat(topology.vacancy()).isNull();
    leading.failed(SILENT, false);
    assertThat(topology.primary().name()).isEqualTo("r1");
  }

  @Test
  void who_was_lost_does_not_lead_again_by_that() {
    Findings leading = of(primary);
    leading.sampled(Samples.primary(1, 100));
    leading.failed(SILENT, false);
    assertThat(topology.vacancy()).isNotNull();
    leading.livesOn();
    assertThat(topology.vacancy()).isNotNull();
    leading.sampled(Samples.primary(3, 100));
    assertThat(topology.vacancy()).isNull();
  }

  @Test
  void a_usurper_is_no_successor_by_that() {
    Findings leading = of(primary);
    leading.sampled(Samples.primary(1, 100));
    succession.saw(Samples.promoted(2, 200));
    leading.sampled(Samples.primary(3, 100)); // it lived when r1 was promoted
    of(topology.target("r1")).livesOn();
    leading.failed(SILENT, false);
    assertThat(topology.primary()).isSameAs(primary);
    assertThat(topology.vacancy()).isNotNull();
  }

  @Test
  void who_is_seen_in_recovery_does_not_lead_whatever_statements_it_answers() {
    Findings leading = of(primary);
    leading.sampled(Samples.primary(1, 100));
    leading.sampled(Samples.demoted(2, 100));
    leading.livesOn();
    assertThat(topology.vacancy()).isNotNull();
  }
}
