package dev.hibernatesplit.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.spi.SplitListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SlowStartTest {

  private final Hand hand = new Hand();

  /** A clock that a test sets. */
  private static final class Hand extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Nobody connects to it. */
  private static DataSource source(String server) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {server});
    return source;
  }

  private Topology topology(String slowStart) {
    Map<String, Object> settings =
        Map.of(
            "hibernate.connection.datasource", source("primary"),
            "hibernate.split.replicas.r1.datasource", source("r1"),
            "hibernate.split.replicas.r2.datasource", source("r2"),
            "hibernate.split.slow_start", slowStart);
    Topology topology =
        Topology.open(
            Configuration.read(settings, name -> Object.class), new SplitListener() {}, hand);
    topology.replicas().values().forEach(replica -> probed(topology, replica.name()));
    return topology;
  }

  private static void probed(Topology topology, String name) {
    Target replica = topology.target(name);
    topology.serves(replica, topology.state(replica), 1);
  }

  private static double share(Topology topology) {
    long turns =
        Stream.generate(topology.rotation()::next).limit(1_100).filter("r1"::equals).count();
    return turns / 1_100.0;
  }

  @Test
  void at_the_start_of_the_program_everyone_has_its_whole_share() {
    assertThat(share(topology("10s"))).isEqualTo(0.5);
  }

  @Test
  void one_that_comes_back_begins_with_a_tenth_and_grows_with_each_probe() {
    Topology topology = topology("10s");
    topology.fails(topology.target("r1"), "gone");
    assertThat(share(topology)).isZero();
    probed(topology, "r1");
    assertThat(share(topology)).isEqualTo(1 / 11.0);
    hand.now = hand.now.plus(Duration.ofSeconds(3));
    assertThat(share(topology)).as("before the next probe").isEqualTo(1 / 11.0);
    probed(topology, "r1");
    assertThat(share(topology)).isBetween(0.28, 0.29); // four tenths to ten
    hand.now = hand.now.plus(Duration.ofSeconds(6));
    probed(topology, "r1");
    assertThat(share(topology)).isEqualTo(0.5);
  }

  @Test
  void one_that_is_put_back_by_hand_begins_with_a_tenth_too() {
    Topology topology = topology("10s");
    topology.administer(topology.target("r1"), standing -> standing.takenOut(true));
    topology.administer(topology.target("r1"), standing -> standing.takenOut(false));
    assertThat(share(topology)).isEqualTo(1 / 11.0);
  }

  @Test
  void switched_off_one_that_comes_back_has_its_whole_share_at_once() {
    Topology topology = topology("0s");
    topology.fails(topology.target("r1"), "gone");
    probed(topology, "r1");
    assertThat(share(topology)).isEqualTo(0.5);
  }
}
