package dev.hibernatesplit.it.balancing;

import static dev.hibernatesplit.RoutingReason.NO_REPLICA;
import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program in Ireland; two replicas there, one in Frankfurt, one in Virginia. */
class RegionsIT {

  private static final String READ = "select 1 as one";
  private static final Map<String, String> REGIONS =
      Map.of("r1", "eu-west-1", "r2", "eu-west-1", "r3", "eu-central-1", "r4", "us-east-1");

  private static ReplicatedPostgres cluster;
  private static Application application;
  private static SplitManagement management;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.builder().replicas("r1", "r2", "r3", "r4").start();
    application =
        application(
            Map.of(
                "hibernate.split.region", "eu-west-1",
                "hibernate.split.regions.eu-west-1.nearest", "eu-central-1, us-east-1",
                "hibernate.split.regions.ap-south-1.nearest", List.of("us-east-1")));
    management = SplitManagement.of(application.factory());
  }

  private static Application application(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    REGIONS.forEach(
        (name, region) -> settings.put("hibernate.split.replicas." + name + ".region", region));
    settings.put("hibernate.split.probe_interval", "100ms");
    return Application.start(cluster, settings);
  }

  @AfterAll
  static void stop() {
    application.close();
    cluster.close();
  }

  @BeforeEach
  void forget() {
    REGIONS.keySet().forEach(management::putBack);
    cluster.clearStatements();
    application.journeys().clear();
  }

  private static Object read(EntityManager manager) {
    return manager.createNativeQuery(READ).getSingleResult();
  }

  private static Set<String> served(Application of) {
    of.journeys().clear();
    IntStream.range(0, 8).forEach(i -> of.outside(RegionsIT::read));
    return of.journeys().all().stream()
        .map(journey -> journey.decision().target())
        .collect(Collectors.toSet());
  }

  private static String last() {
    return application.journeys().last().decision().target();
  }

  @Test
  void reads_stay_in_the_region_and_take_turns_there() {
    assertThat(served(application)).containsExactlyInAnyOrder("r1", "r2");
    assertThat(application.journeys().last().reason()).isEqualTo(READ_OUTSIDE_TRANSACTION);
    for (PostgresServer server : cluster.servers()) {
      assertThat(Servers.ran(server).isEmpty())
          .as("nothing ran on %s", server)
          .isEqualTo(!Set.of("r1", "r2").contains(server.name()));
    }
  }

  @Test
  void where_none_of_the_region_serves_the_next_on_the_list_does_and_at_last_the_primary() {
    management.takeOut("r1");
    assertThat(served(application)).containsExactly("r2");
    management.takeOut("r2");
    assertThat(served(application)).containsExactly("r3");
    management.takeOut("r3");
    assertThat(served(application)).containsExactly("r4");
    management.takeOut("r4");
    assertThat(served(application)).containsExactly("primary");
    assertThat(application.journeys().last().reason()).isEqualTo(NO_REPLICA);
    management.putBack("r1");
    assertThat(served(application)).containsExactly("r1");
  }

  @Test
  void a_scope_comes_before_the_session_and_the_session_before_the_setting() {
    application.outside(
        manager -> {
          manager.setProperty(Routing.REGION, "us-east-1");
          read(manager);
          assertThat(last()).isEqualTo("r4");
          Routing.inRegion("eu-central-1", () -> read(manager));
          assertThat(last()).isEqualTo("r3");
          try (Routing.Open scope = Routing.inRegion("ap-south-1")) {
            assertThat(scope).isNotNull();
            read(manager);
          }
          assertThat(last()).as("on the list of a region without replicas").isEqualTo("r4");
          return read(manager);
        });
    try (EntityManager manager =
        application.factory().createEntityManager(Map.of(Routing.REGION, "eu-central-1"))) {
      read(manager);
      assertThat(last()).isEqualTo("r3");
    }
  }

  @Test
  void a_target_that_is_named_counts_before_any_region() {
    Routing.inRegion(
        "eu-central-1", () -> Routing.on("r4", () -> application.outside(RegionsIT::read)));
    assertThat(last()).isEqualTo("r4");
    assertThat(application.journeys().last().reason()).isEqualTo(RoutingReason.SCOPE);
  }

  @Test
  void a_unit_stays_on_the_replica_that_it_holds() {
    application.readOnly(
        manager -> {
          Routing.inRegion("us-east-1", () -> read(manager));
          return Routing.inRegion("eu-central-1", () -> read(manager));
        });
    assertThat(application.journeys().all())
        .hasSize(2)
        .allMatch(journey -> journey.decision().target().equals("r4"))
        .allMatch(journey -> journey.reason() == READ_ONLY_UNIT);
  }

  @Test
  void a_region_that_nobody_named_is_an_error_that_names_the_others() {
    assertThatThrownBy(
            () -> Routing.inRegion("eu-wset-1", () -> application.outside(RegionsIT::read)))
        .hasStackTraceContaining("'eu-wset-1'")
        .hasStackTraceContaining("ap-south-1, eu-central-1, eu-west-1, us-east-1");
    Routing.inRegion(
        "eu-wset-1",
        () -> application.writing(m -> m.createNativeQuery("select 1 for update").getResultList()));
    assertThat(last()).as("what must run on the primary does").isEqualTo("primary");
  }

  @Test
  void a_replica_that_moves_serves_its_new_region() {
    management.region("r2", "us-east-1");
    try {
      assertThat(served(application)).containsExactly("r1");
    } finally {
      management.region("r2", "eu-west-1");
    }
  }

  /** Without a list, and in a region without replicas: whoever is near, and that may change. */
  @Test
  void without_a_list_the_region_that_is_nearest_by_measurement_serves() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.split.region", "eu-north-1");
    for (String name : REGIONS.keySet()) {
      PostgresServer server = cluster.replica(name);
      server.proxy().delay(Duration.ofMillis(name.equals("r3") ? 0 : 15));
      settings.put("hibernate.split.replicas." + name + ".url", server.jdbcUrl(server.proxy()));
    }
    try (Application far = application(settings)) {
      assertThat(served(far)).containsExactly("r3");
      cluster.replica("r3").proxy().delay(Duration.ofMillis(30));
      cluster.replica("r4").proxy().delay(Duration.ZERO);
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(served(far)).containsExactly("r4"));
    }
  }
}
