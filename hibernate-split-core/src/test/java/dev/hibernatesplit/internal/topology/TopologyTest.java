package dev.hibernatesplit.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.spi.SplitListener;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How a replica's state follows from what is found out about it. */
class TopologyTest {

  private final List<String> told = new ArrayList<>();
  private final List<String> failing = new ArrayList<>();
  private Instant now = Instant.parse("2026-07-01T12:00:00Z");
  private final Topology topology = topology();
  private final Target replica = topology.target("r1");

  TopologyTest() {
    topology.whenFailing(failed -> failing.add(failed.name()));
    good();
    told.clear();
  }

  @Test
  void one_in_doubt_serves_nothing_and_then_as_before() {
    ReplicaState before = topology.state(replica);
    topology.doubts(replica, "silent");
    assertThat(told).containsExactly("out: silent");
    assertThat(topology.state(replica))
        .isEqualTo(new ReplicaState.Doubted("silent", serving(before)));
    good();
    assertThat(told).containsExactly("out: silent", "serves");
    assertThat(topology.state(replica)).isEqualTo(before);
  }

  private static ReplicaState.Serving serving(ReplicaState state) {
    return (ReplicaState.Serving) state;
  }

  @Test
  void that_doubts_were_right_is_no_news() {
    topology.doubts(replica, "silent");
    topology.fails(replica, "silent again");
    assertThat(told).containsExactly("out: silent");
    good();
    assertThat(told).containsExactly("out: silent", "serves");
  }

  /** A probe was late, one starved while statements went on, and one was late again. */
  @Test
  void doubts_that_come_again_are_still_doubts() {
    ReplicaState before = topology.state(replica);
    topology.doubts(replica, "silent");
    topology.doubts(replica, "silent again");
    good();
    assertThat(topology.state(replica)).isEqualTo(before);
    assertThat(told).containsExactly("out: silent", "serves");
  }

  @Test
  void one_that_is_unfit_from_the_start_is_told_of_once() {
    Topology other = topology();
    told.clear();
    other.unfit(other.target("r1"), "lagging");
    other.unfit(other.target("r1"), "lagging more");
    assertThat(told).containsExactly("out: lagging");
  }

  @Test
  void doubts_are_not_counted() {
    for (int i = 0; i < 10; i++) {
      topology.doubts(replica, "silent");
      good();
    }
    assertThat(topology.rotation().serves("r1")).isTrue();
  }

  @Test
  void failures_are_counted_be_it_of_a_probe_or_of_a_read() {
    topology.doubts(replica, "silent");
    topology.fails(replica, "silent again");
    topology.fails(replica, "and again: it was out already");
    good();
    topology.fails(replica, "a read failed");
    good();
    assertThat(topology.rotation().serves("r1")).isTrue();
    topology.fails(replica, "a read failed");
    assertThat(words())
        .isEqualTo(
            "out since 2026-07-01T12:00:00Z: circuit open until 12:05:00 after 3 failures in 60s,"
                + " the last: a read failed");
    good();
    assertThat(topology.rotation().serves("r1")).isFalse();
    now = now.plusSeconds(300);
    good();
    assertThat(topology.rotation().serves("r1")).isTrue();
  }

  @Test
  void while_the_circuit_is_open_that_is_the_cause() {
    for (int i = 0; i < 3; i++) {
      topology.fails(replica, "a read failed");
      good();
    }
    topology.unfit(replica, "lagging");
    assertThat(words()).endsWith(": lagging");
    good();
    assertThat(words()).endsWith(": circuit open until 12:05:00 after 3 failures in 60s");
  }

  @Test
  void what_it_says_itself_and_what_people_do_are_no_failures() {
    for (int i = 0; i < 10; i++) {
      topology.unfit(replica, "lagging");
      good();
      topology.administer(replica, standing -> standing.takenOut(true));
      topology.fails(replica, "while it was taken out");
      good();
      topology.administer(replica, standing -> standing.takenOut(false));
    }
    assertThat(topology.rotation().serves("r1")).isTrue();
  }

  @Test
  void why_it_is_out_is_what_was_found_last_since_it_is() {
    topology.unfit(replica, "lagging 4.2s");
    now = now.plusSeconds(10);
    topology.unfit(replica, "lagging 14.2s");
    assertThat(words()).isEqualTo("out since 2026-07-01T12:00:00Z: lagging 14.2s");
    assertThat(told).containsExactly("out: lagging 4.2s");
  }

  @Test
  void an_old_finding_does_not_put_it_back() {
    ReplicaState before = topology.state(replica);
    topology.fails(replica, "a read failed");
    topology.serves(replica, before, 1);
    assertThat(topology.rotation().serves("r1")).isFalse();
  }

  @Test
  void who_asked_is_told_of_what_fails_in_service_only() {
    topology.fails(replica, "a read failed");
    topology.fails(replica, "another one");
    good();
    topology.doubts(replica, "silent");
    topology.fails(replica, "silent again");
    assertThat(failing).containsExactly("r1");
  }

  @Test
  void when_the_primary_moves_it_serves_nothing_until_it_is_found_to_have_gone_along() {
    ReplicaState asked = topology.state(replica);
    topology.leads(topology.target("r2"), "promoted");
    assertThat(topology.rotation().serves("r1")).isFalse();
    assertThat(told)
        .containsExactly("out: the primary has moved, and it has not shown yet that it went along");
    topology.serves(replica, asked, 1); // found out before
    assertThat(topology.rotation().serves("r1")).isFalse();
    good();
    assertThat(topology.rotation().serves("r1")).isTrue();
    assertThat(topology.state(replica)).isEqualTo(asked);
  }

  @Test
  void nor_does_one_that_was_taken_out_by_hand_meanwhile() {
    topology.administer(replica, standing -> standing.takenOut(true));
    topology.leads(topology.target("r2"), "promoted");
    topology.administer(replica, standing -> standing.takenOut(false));
    assertThat(topology.rotation().serves("r1")).isFalse();
  }

  private void good() {
    topology.serves(replica, topology.state(replica), 1);
  }

  private String words() {
    return topology.state(replica).inWords();
  }

  private Topology topology() {
    Configuration configuration =
        Configuration.read(
            Map.of(
                "hibernate.connection.datasource", nowhere(),
                "hibernate.split.replicas.r1.datasource", nowhere(),
                "hibernate.split.replicas.r2.datasource", nowhere()),
            name -> Object.class);
    return Topology.open(
        configuration,
        new SplitListener() {
          @Override
          public void targetChanged(String target, boolean serving, String cause) {
            told.add(serving ? "serves" : "out: " + cause);
          }
        },
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        });
  }

  /** Nobody connects to it. */
  private static DataSource nowhere() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  case "isWrapperFor" -> false;
                  case "toString" -> "nowhere";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
