package dev.hibernatesplit.it.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A scenario gives the same results, step by step, on a single database and on a cluster. */
@PostgresCluster(replicas = 2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SameResults {

  private static final Map<String, Object> EVENTUAL =
      Map.of("hibernate.split.consistency", "eventual");

  private final Scenario scenario;
  private ReplicatedPostgres cluster;
  private Performance onOne;

  protected SameResults(Scenario scenario) {
    this.scenario = scenario;
  }

  @BeforeAll
  void play_on_one_database(ReplicatedPostgres given) throws SQLException {
    cluster = given;
    try (Deployment single = Deployment.onOne(scenario.application(), cluster)) {
      onOne = play(single, step -> {});
    }
    assertThat(onOne.steps()).hasSizeGreaterThan(300);
  }

  private Deployment split(Map<String, Object> more) {
    return Deployment.split(scenario.application(), cluster, more);
  }

  /** At any level, what it opens with is the same. */
  private void open(Deployment deployment) {
    Routing.onPrimary(
        () -> {
          scenario.open(deployment.context());
          return true;
        });
    cluster.awaitCatchUp();
  }

  private Performance play(Deployment deployment, IntConsumer interlude) throws SQLException {
    open(deployment);
    cluster.clearStatements();
    Transcript transcript = new Transcript(deployment.journeys(), interlude);
    scenario.play(deployment.context(), transcript);
    return new Performance(transcript.steps(), Contents.of(cluster.primary()));
  }

  private Performance playParts(Deployment deployment) throws Exception {
    open(deployment);
    List<Step> steps = Parts.play(scenario, deployment);
    return new Performance(steps, Contents.of(cluster.primary()));
  }

  private static void assertSame(Performance split, Performance single) {
    for (int i = 0; i < split.steps().size(); i++) {
      assertThat(split.steps().get(i).line())
          .as("step %d, %s", i, split.steps().get(i).journeys())
          .isEqualTo(single.steps().get(i).line());
    }
    assertThat(split.steps()).hasSameSizeAs(single.steps());
    assertThat(split.contents()).isNotEmpty().isEqualTo(single.contents());
  }

  private void tell(String what, Object figures) {
    System.out.printf("== %s, %s: %s%n", getClass().getSimpleName(), what, figures);
  }

  @Test
  void on_a_cluster_it_gives_the_same_results_and_replicas_serve_reads() throws SQLException {
    try (Deployment split = split(Map.of())) {
      Performance performance = play(split, step -> {});

      tell("calm", performance);
      assertSame(performance, onOne);
      assertThat(performance.shareOnReplicas()).isGreaterThan(0.3);
      assertThat(performance.untilWrite()).isGreaterThan(performance.steps().size() / 2);
      assertThat(begun()).isBetween(1L, performance.stepsOnPrimary());
    }
  }

  /** How many transactions began on the primary. */
  private long begun() {
    return Servers.ran(cluster.primary()).stream().filter(sql -> sql.startsWith("BEGIN")).count();
  }

  @Test
  void it_does_so_while_replicas_stand_still_and_are_late() throws SQLException {
    try (Deployment split = split(Map.of());
        Unsettled replicas = new Unsettled(cluster)) {
      Performance performance = play(split, replicas);

      tell("unsettled", performance);
      assertSame(performance, onOne);
      assertThat(performance.untilWrite()).isPositive();
    }
  }

  /** The control: the replicas are the same, and nothing is promised. */
  @Test
  void at_eventual_it_gives_other_results() throws SQLException {
    try (Deployment split = split(EVENTUAL);
        Unsettled replicas = new Unsettled(cluster)) {
      Performance performance = play(split, replicas);

      int step = performance.agreesUntil(onOne);
      assertThat(step).isLessThan(onOne.steps().size());
      tell("eventual", "differs at step " + step + ", " + performance.steps().get(step).line());
      tell("one database", onOne.steps().get(step).line());
    }
  }

  @Test
  void each_of_several_threads_sees_what_is_its_own() throws Exception {
    Performance single;
    try (Deployment one = Deployment.onOne(scenario.application(), cluster)) {
      single = playParts(one);
    }
    try (Deployment split = split(Map.of())) {
      assertSame(playParts(split), single);
      assertThat(split.journeys().all())
          .anyMatch(journey -> journey.reason() == RoutingReason.UNTIL_WRITE);
    }
  }

  @Test
  void the_primary_hears_nothing_of_transactions_that_only_read() {
    Witness witness = new Witness(cluster);
    try (Deployment split = split(Map.of())) {
      open(split);
      await().untilAsserted(() -> assertThat(browse(split)).noneMatch(Step::onPrimary));
      witness.forget();

      List<Step> steps = browse(split);

      assertThat(steps).hasSizeGreaterThan(20).noneMatch(Step::onPrimary);
      witness.onlyReplicasRan();
    }
  }

  private List<Step> browse(Deployment deployment) {
    Transcript transcript = new Transcript(deployment.journeys(), step -> {});
    scenario.browse(deployment.context(), transcript);
    return transcript.steps();
  }
}
