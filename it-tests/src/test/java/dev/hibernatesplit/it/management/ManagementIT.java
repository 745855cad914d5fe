package dev.hibernatesplit.it.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.TargetStatus;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.hibernate.Session;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PostgresCluster(replicas = 2)
class ManagementIT {

  private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

  private static ReplicatedPostgres cluster;
  private Application application;
  private SplitManagement management;

  @BeforeAll
  static void make(ReplicatedPostgres given) {
    cluster = given;
    Map<String, Object> creating =
        Map.of("jakarta.persistence.schema-generation.database.action", "create");
    Application.start(cluster, creating, Author.class, Book.class).close();
    cluster.awaitCatchUp();
  }

  @BeforeEach
  void start() {
    Map<String, Object> atOnce = Map.of("hibernate.split.slow_start", "0s");
    application = Application.start(cluster, atOnce, Author.class, Book.class);
    management = SplitManagement.of(application.factory());
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private static Object read(EntityManager manager) {
    return manager.find(Author.class, 1L);
  }

  /** How often each target served so many reads. */
  private Map<String, Integer> shares(int reads) {
    application.journeys().clear();
    IntStream.range(0, reads).forEach(i -> application.outside(ManagementIT::read));
    Map<String, Integer> shares = new TreeMap<>();
    for (Journey journey : application.journeys().all()) {
      shares.merge(journey.decision().target(), 1, Integer::sum);
    }
    return shares;
  }

  @Test
  void a_replica_that_is_taken_out_serves_nothing_and_back_it_serves_its_share() {
    cluster.clearStatements();
    management.takeOut("r1");
    assertThat(shares(6)).isEqualTo(Map.of("r2", 6));
    assertThat(Servers.ran(cluster.replica("r1"))).isEmpty();

    management.putBack("r1");
    assertThat(shares(6)).isEqualTo(Map.of("r1", 3, "r2", 3));
    assertThat(Servers.ran(cluster.replica("r1"))).hasSize(3);
  }

  @Test
  void a_unit_that_runs_on_it_finishes_there() {
    management.takeOut("r2");
    application.readOnly(
        manager -> {
          manager
              .unwrap(Session.class)
              .doWork(
                  connection ->
                      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
          read(manager);
          management.takeOut("r1");
          TargetStatus draining = management.target("r1");
          assertThat(draining.serving()).isFalse();
          assertThat(draining.inFlight()).isEqualTo(1);
          manager.clear();
          return read(manager);
        });
    assertThat(application.journeys().of("from Author"))
        .hasSize(2)
        .allMatch(journey -> journey.decision().target().equals("r1"));
    assertThat(management.target("r1").inFlight()).isZero();
    assertThat(application.outside(ManagementIT::read)).isNull();
    assertThat(application.journeys().last().reason()).isEqualTo(RoutingReason.NO_REPLICA);
  }

  @Test
  void weights_count_from_the_next_read() {
    management.weight("r1", 3);
    assertThat(shares(8)).isEqualTo(Map.of("r1", 6, "r2", 2));
    management.weight("r1", 0);
    assertThat(shares(4)).isEqualTo(Map.of("r2", 4));
  }

  @Test
  void targets_say_how_they_are_and_why() {
    management.region("r1", "eu-west-1");
    management.takeOut("r2");
    assertThat(management.targets())
        .extracting(TargetStatus::toString)
        .containsExactly(
            "primary (primary): takes the writes, weight 1, 0 in use",
            "r1 (replica): serves, weight 1, region eu-west-1, 0 in use",
            "r2 (replica): taken out by hand, weight 1, 0 in use");
  }

  @Test
  void what_cannot_be_is_refused_by_name_and_rule() {
    assertThatThrownBy(() -> management.takeOut("primary"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No replica is called 'primary'. There are: r1, r2.");
    assertThatThrownBy(() -> management.weight("r1", 1001))
        .hasMessage("The weight of 'r1' cannot be 1001: must be a whole number from 0 to 1000.");
    assertThatThrownBy(() -> management.region("r1", " "))
        .hasMessage("The region of 'r1' must not be blank.");
    assertThatThrownBy(() -> management.target("r3")).hasMessage("No target is called 'r3'");
  }

  private static Set<ObjectName> beans() throws Exception {
    return JMX.queryNames(new ObjectName("dev.hibernatesplit:type=SplitManagement,*"), null);
  }

  @Test
  void the_same_is_in_jmx_until_the_factory_closes() throws Exception {
    assertThat(beans()).hasSize(1);
    ObjectName bean = beans().iterator().next();
    JMX.invoke(bean, "takeOut", new Object[] {"r1"}, new String[] {"java.lang.String"});
    assertThat(management.target("r1").serving()).isFalse();
    TabularData targets = (TabularData) JMX.getAttribute(bean, "Targets");
    assertThat(targets.get(new Object[] {"r1"}).get("value"))
        .isEqualTo("r1 (replica): taken out by hand, weight 1, 0 in use");

    try (Application second = Application.start(cluster, Author.class, Book.class)) {
      assertThat(second.factory().isOpen()).isTrue();
      assertThat(beans()).hasSize(2);
    }
    assertThat(beans()).containsExactly(bean);
    application.close();
    assertThat(beans()).isEmpty();
  }

  @Test
  void jmx_can_be_left_out() throws Exception {
    application.close();
    Map<String, Object> without = Map.of("hibernate.split.jmx", "false");
    try (Application quiet = Application.start(cluster, without, Author.class, Book.class)) {
      assertThat(quiet.factory().isOpen()).isTrue();
      assertThat(beans()).isEmpty();
    }
  }

  @Test
  void a_factory_that_does_not_split_has_no_management() {
    HibernatePersistenceConfiguration plain = new HibernatePersistenceConfiguration("plain");
    plain.property("jakarta.persistence.jdbc.url", cluster.primary().jdbcUrl());
    plain.property("jakarta.persistence.jdbc.user", cluster.user());
    plain.property("jakarta.persistence.jdbc.password", cluster.password());
    try (var factory = plain.createEntityManagerFactory()) {
      assertThatThrownBy(() -> SplitManagement.of(factory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("does not split");
    }
  }
}
