package dev.hibernatesplit.it.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.TargetStatus;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.TcpProxy;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresCluster(replicas = 3)
class BalancersIT {

  private static final boolean PROOF = Boolean.getBoolean("proof");
  private static final List<String> NAMES = List.of("r1", "r2", "r3");
  private static final String READ = "select 1 as one";
  private static final String HELD_READ = "select count(*) from (select pg_sleep(0.01)) held";
  private static final Duration HALF_THE_DELAY = Duration.ofMillis(25);

  private final ReplicatedPostgres cluster;

  BalancersIT(ReplicatedPostgres cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void undelay() {
    NAMES.forEach(name -> cluster.replica(name).proxy().delay(Duration.ZERO));
  }

  /** An application whose replicas are behind proxies. */
  private Application application(Crowd crowd, Object balancer, Object... more) {
    Map<String, Object> settings = new HashMap<>(Application.settings(cluster));
    for (String name : NAMES) {
      String url = cluster.replica(name).jdbcUrl(cluster.replica(name).proxy());
      settings.put("hibernate.split.replicas." + name + ".url", url);
    }
    settings.put("hibernate.split.balancer", balancer);
    settings.put("hibernate.hikari.maximumPoolSize", "24");
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return Application.start(settings, crowd);
  }

  private static void report(String what, Object figure) {
    System.out.println("FIGURE " + what + ": " + figure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weighted_round_robin", "random", "least_connections"})
  void reads_are_shared_by_weight(String balancer) {
    try (Crowd crowd = new Crowd(4);
        Application application =
            application(crowd, balancer, "hibernate.split.replicas.r1.weight", "2")) {
      boolean exact = balancer.equals("weighted_round_robin");
      crowd.reads(exact || PROOF ? 20_000 : 4_000, application, READ);
      report(balancer, crowd);
      double points = exact ? 0.02 : 0.1; // others look at more than the weights
      assertThat(crowd.share("r1")).isCloseTo(0.5, within(points));
      assertThat(crowd.share("r2")).isCloseTo(0.25, within(points));
      assertThat(crowd.share("r3")).isCloseTo(0.25, within(points));
      cluster.clearStatements();
      crowd.reads(200, application, READ);
      for (String name : NAMES) {
        assertThat(Servers.ran(cluster.replica(name))).hasSize((int) crowd.count(name));
      }
      assertThat(Servers.ran(cluster.primary())).isEmpty();
    }
  }

  @Test
  void a_slow_replica_sheds_its_share_and_gets_it_back() {
    try (Crowd crowd = new Crowd(4);
        Application application = application(crowd, "lowest_latency")) {
      crowd.reads(2_000, application, READ);
      report("lowest_latency, all alike", crowd);
      TcpProxy proxy = cluster.replica("r1").proxy();
      try (Crowd.Reading reading = crowd.reading(application, READ)) {
        proxy.delay(HALF_THE_DELAY);
        crowd.forget();
        await().atMost(Duration.ofSeconds(20)).until(() -> crowd.count() > 2_000);
        report("lowest_latency, r1 slow", crowd);
        assertThat(crowd.share("r1")).isLessThan(0.1 / 3);
        proxy.delay(Duration.ZERO);
        Instant recovered = Instant.now();
        await()
            .atMost(Duration.ofSeconds(10))
            .pollInterval(Duration.ofMillis(500))
            .until(() -> shareSinceLastAsked(crowd) > 0.25);
        report("back after", Duration.between(recovered, Instant.now()));
        assertThat(reading).isNotNull();
      }
    }
  }

  private static double shareSinceLastAsked(Crowd crowd) {
    double share = crowd.count() < 100 ? 0 : crowd.share("r1");
    crowd.forget();
    return share;
  }

  @Test
  void who_does_not_compare_latencies_goes_on_with_a_slow_one() {
    try (Crowd crowd = new Crowd(4);
        Application application = application(crowd, "weighted_round_robin")) {
      cluster.replica("r1").proxy().delay(HALF_THE_DELAY);
      crowd.reads(90, application, READ);
      assertThat(crowd.share("r1")).isCloseTo(1 / 3.0, within(0.02));
    }
  }

  @Test
  void the_nearest_serves_and_who_comes_as_near_shares() {
    try (Crowd crowd = new Crowd(4)) {
      cluster.replica("r1").proxy().delay(HALF_THE_DELAY);
      cluster.replica("r2").proxy().delay(HALF_THE_DELAY);
      try (Application application =
          application(crowd, "nearest", "hibernate.split.probe_interval", "100ms")) {
        crowd.reads(100, application, READ);
        assertThat(crowd.share("r3")).isEqualTo(1);
        cluster.replica("r3").proxy().delay(HALF_THE_DELAY);
        await()
            .atMost(Duration.ofSeconds(10))
            .untilAsserted(
                () -> {
                  crowd.reads(100, application, READ);
                  assertThat(NAMES).allMatch(name -> crowd.share(name) > 0.1);
                });
      }
    }
  }

  /** All at once to whoever looks best: what comparing two is there against. */
  static final class Best implements LoadBalancer {
    @Override
    public Turns among(List<ServingReplica> replicas) {
      return () -> {
        ServingReplica best = replicas.get(0);
        for (ServingReplica replica : replicas) {
          best = replica.latency() < best.latency() ? replica : best;
        }
        return best;
      };
    }
  }

  @Test
  void no_herd_runs_to_one_replica() {
    int least = imbalance("least_connections");
    int lowest = imbalance("lowest_latency");
    int best = imbalance(Best.class);
    report("most in flight apart", least + ", " + lowest + "; best of all: " + best);
    assertThat(least).isLessThanOrEqualTo(14);
    assertThat(lowest).isLessThanOrEqualTo(14);
    assertThat(best).isGreaterThan(14);
  }

  /** By how much the in-flight counts of three differ at most, with 24 reading at once. */
  private int imbalance(Object balancer) {
    try (Crowd crowd = new Crowd(24);
        Application application = application(crowd, balancer)) {
      SplitManagement management = SplitManagement.of(application.factory());
      crowd.reads(200, application, HELD_READ); // the pools are full
      AtomicInteger most = new AtomicInteger();
      try (Crowd.Reading reading = crowd.reading(application, HELD_READ)) {
        await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(1))
            .until(
                () -> {
                  most.accumulateAndGet(apart(management), Math::max);
                  return crowd.count() > (PROOF ? 10_000 : 1_500);
                });
        assertThat(reading).isNotNull();
      }
      return most.get();
    }
  }

  private static int apart(SplitManagement management) {
    int[] inFlight = NAMES.stream().mapToInt(name -> management.target(name).inFlight()).toArray();
    return IntStream.of(inFlight).max().orElseThrow() - IntStream.of(inFlight).min().orElseThrow();
  }

  @Test
  void one_that_is_put_back_begins_with_little_and_probes_bring_it_to_its_share() {
    try (Crowd crowd = new Crowd(4);
        Application application =
            application(
                crowd,
                "weighted_round_robin",
                "hibernate.split.slow_start",
                "3s",
                "hibernate.split.probe_interval",
                "100ms")) {
      SplitManagement management = SplitManagement.of(application.factory());
      management.takeOut("r1");
      management.putBack("r1");
      crowd.reads(50, application, READ);
      assertThat(crowd.share("r1")).isLessThan(1 / 6.0);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> management.target("r1"), (TargetStatus r1) -> r1.share() == 1);
      crowd.reads(300, application, READ);
      assertThat(crowd.share("r1")).isCloseTo(1 / 3.0, within(0.01));
    }
  }

  static final class Nobody implements LoadBalancer {
    @Override
    public Turns among(List<ServingReplica> replicas) {
      return () -> null;
    }
  }

  @Test
  void a_balancer_of_ones_own_chooses_and_one_that_breaks_its_word_is_named() {
    LoadBalancer last = replicas -> () -> replicas.get(replicas.size() - 1);
    try (Crowd crowd = new Crowd(2);
        Application application = application(crowd, last)) {
      crowd.reads(20, application, READ);
      assertThat(crowd.share("r3")).isEqualTo(1);
    }
    try (Crowd crowd = new Crowd(1);
        Application application = application(crowd, Nobody.class.getName())) {
      assertThatThrownBy(
              () -> application.outside(m -> m.createNativeQuery(READ).getSingleResult()))
          .hasStackTraceContaining("hibernate.split.balancer " + Nobody.class.getName())
          .hasStackTraceContaining("none of r1, r2, r3");
    }
  }
}
