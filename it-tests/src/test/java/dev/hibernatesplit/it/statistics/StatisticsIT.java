package dev.hibernatesplit.it.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.SplitManagement;
import dev.hibernatesplit.SplitStatistics;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.TargetStatistics;
import dev.hibernatesplit.TargetStatus;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Paused;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.it.consistency.Note;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PostgresCluster(replicas = 2)
class StatisticsIT {

  private static final String QUERY = "select n.number from Note n";
  private static final String TABLE = "Note";

  private static ReplicatedPostgres cluster;
  private static Application application;
  private static long id;
  private SplitStatistics before;

  @BeforeAll
  static void start(ReplicatedPostgres given) {
    cluster = given;
    Map<String, Object> creating =
        Map.of("jakarta.persistence.schema-generation.database.action", "create");
    Application.start(cluster, creating, Note.class).close();
    cluster.awaitCatchUp();
    application = Application.start(cluster, settings(), Note.class);
  }

  private static Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hibernate.split.consistency", "application");
    settings.put("hibernate.split.consistency_wait", "200ms");
    settings.put("hibernate.split.max_failures", "1000");
    settings.put("hibernate.split.slow_start", "0s");
    for (PostgresServer replica : cluster.replicas()) {
      settings.put(
          "hibernate.split.replicas." + replica.name() + ".url", replica.jdbcUrl(replica.proxy()));
    }
    return settings;
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @BeforeEach
  void allServe() {
    await()
        .until(
            () ->
                SplitManagement.of(application.factory()).targets().stream()
                    .allMatch(TargetStatus::serving));
    await().until(() -> explained().contains("outside a transaction: r1 or r2, whose turn"));
    cluster.clearStatements();
    before = now();
  }

  private static SplitStatistics now() {
    return SplitStatistics.of(application.factory());
  }

  private SplitStatistics meanwhile() {
    return now().since(before);
  }

  private static String explained() {
    return SplitManagement.of(application.factory()).explain("select n1_0.number from Note n1_0");
  }

  private static List<?> read() {
    return application.outside(manager -> manager.createQuery(QUERY).getResultList());
  }

  private static void write() {
    application.write(manager -> manager.persist(new Note(++id, 1)));
  }

  /** What a server itself says that it ran of the application's statements. */
  private static long ran(PostgresServer server) {
    return Servers.ran(server).stream().filter(sql -> sql.contains(TABLE)).count();
  }

  private void everyServerConfirms(SplitStatistics figures) {
    cluster
        .servers()
        .forEach(
            server ->
                assertThat(figures.target(server.name()).statements())
                    .as("statements on " + server.name())
                    .isEqualTo(ran(server)));
  }

  @Test
  void statements_count_as_often_as_the_servers_ran_them() {
    for (int i = 0; i < 5; i++) {
      write();
    }
    for (int i = 0; i < 20; i++) {
      read();
    }
    application.readOnly(manager -> manager.createQuery(QUERY).getResultList());
    SplitStatistics figures = meanwhile();

    everyServerConfirms(figures);
    assertThat(figures.statements()).isEqualTo(26);
    TargetStatistics primary = figures.target("primary");
    assertThat(primary.statements(StatementKind.WRITE, RoutingReason.WRITE)).isEqualTo(5);
    assertThat(figures.statements(RoutingReason.READ_ONLY_UNIT)).isEqualTo(1);
    assertThat(
            figures.statements(RoutingReason.READ_OUTSIDE_TRANSACTION)
                + figures.statements(RoutingReason.FENCE))
        .isEqualTo(20);
    assertThat(figures.target("r1").statements()).isPositive();
    assertThat(figures.target("r2").statements()).isPositive();
  }

  @Test
  void each_is_timed_while_they_are_few() {
    for (int i = 0; i < 10; i++) {
      read();
    }
    TargetStatistics r1 = meanwhile().target("r1");
    assertThat(r1.latency().count()).isEqualTo(r1.statements());
    assertThat(r1.latency().p50()).isBetween(Duration.ofNanos(5_000), Duration.ofSeconds(5));
    assertThat(r1.latency().max()).isGreaterThanOrEqualTo(r1.latency().p50());
  }

  @Test
  void a_read_that_a_replica_loses_counts_there_as_failed_and_elsewhere_as_retried() {
    cluster.replica("r1").proxy().cutBefore("/* cut */");
    for (int i = 0; i < 2; i++) {
      application.outside(
          manager ->
              manager
                  .createNativeQuery("select number /* cut */ from Note", Integer.class)
                  .getResultList());
    }
    SplitStatistics figures = meanwhile();

    TargetStatistics r1 = figures.target("r1");
    assertThat(r1.failures()).isEqualTo(1);
    assertThat(r1.retried()).isEqualTo(1);
    assertThat(r1.outages()).isEqualTo(1);
    TargetStatistics r2 = figures.target("r2");
    assertThat(r2.retries()).isEqualTo(1);
    assertThat(r2.failures()).isZero();
    assertThat(ran(cluster.replica("r1"))).isZero();
    assertThat(ran(cluster.replica("r2"))).isEqualTo(r2.statements()).isEqualTo(2);
  }

  @Test
  void an_error_of_the_application_counts_as_failed_and_is_not_retried() {
    write();
    try {
      application.write(manager -> manager.persist(new Note(id, 2)));
    } catch (RuntimeException expected) {
      assertThat(expected).isNotNull();
    }
    assertThat(meanwhile().target("primary").failures()).isEqualTo(1);
    assertThat(meanwhile().target("primary").retried()).isZero();
  }

  @Test
  void a_read_that_waits_in_vain_counts_with_its_time_and_falls_back() {
    Paused.during(
        cluster,
        () -> {
          write();
          read();
          assertThat(explained())
              .contains("note: written ", ": not known to have what this must see")
              .contains("outside a transaction: primary (fence: ")
              .contains("in one that may write: primary (writing_transaction: ");
        });
    SplitStatistics figures = meanwhile();
    assertThat(figures.fenceWaits().count()).isEqualTo(1);
    assertThat(figures.fenceWaits().inVain()).isEqualTo(1);
    assertThat(figures.fenceWaits().durations().total())
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    assertThat(figures.fallBacks()).isEqualTo(1);
    assertThat(figures.target("primary").fallBacks(RoutingReason.FENCE)).isEqualTo(1);
    everyServerConfirms(figures);
  }

  @Test
  void targets_show_lag_position_and_pool() {
    write();
    cluster.awaitCatchUp();
    await()
        .untilAsserted(
            () -> {
              TargetStatistics r1 = now().target("r1");
              assertThat(r1.role()).isEqualTo(TargetRole.REPLICA);
              assertThat(r1.lag()).isLessThan(Duration.ofSeconds(10));
              assertThat(r1.lagBytes()).isZero();
              assertThat(r1.position()).isEqualTo(cluster.replica("r1").position().toString());
            });
    TargetStatistics primary = now().target("primary");
    assertThat(primary.lag()).isNull();
    assertThat(primary.pool().total()).isPositive();
    assertThat(primary.pool().max()).isEqualTo(10);
    application.outside(
        manager -> {
          manager.getTransaction().begin();
          manager.unwrap(Session.class).createNativeQuery("select 1", Integer.class).list();
          assertThat(now().target("primary").inFlight()).isEqualTo(1);
          assertThat(now().target("primary").pool().active()).isPositive();
          manager.getTransaction().rollback();
          return null;
        });
  }

  @Test
  void an_operator_asks_why_and_no_server_hears_of_it() {
    String explained =
        SplitManagement.of(application.factory())
            .explain("select n1_0.number from Note n1_0 where n1_0.id=?");
    assertThat(explained)
        .contains("kind: read (plain read)", "tables: note", "asked for: nothing")
        .contains("must see, at consistency application: the commits of this process to")
        .contains("note (one row, by its key)")
        .contains("primary: takes the writes", "r1: serves, lagging 0.", "known to have what was")
        .contains("in a read-only transaction: r1 or r2, whose turn it is (read_only_unit: ");
    assertThat(SplitManagement.of(application.factory()).explain("delete from Note"))
        .contains("kind: write", "what reads must wait for once it is committed", "note")
        .contains("outside a transaction: primary (write: changes rows)");
    cluster.servers().forEach(server -> assertThat(Servers.ran(server)).isEmpty());
    assertThat(meanwhile().statements()).isZero();
  }

  @Test
  void the_same_figures_are_in_jmx_as_numbers() throws Exception {
    Routing.on("r1", StatisticsIT::read);
    MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
    ObjectName r1 =
        jmx.queryNames(
                new ObjectName("dev.hibernatesplit:type=SplitStatistics,target=\"r1\",*"), null)
            .iterator()
            .next();
    assertThat(jmx.getAttribute(r1, "Statements")).isEqualTo(now().target("r1").statements());
    assertThat(jmx.getAttribute(r1, "Role")).isEqualTo("replica");
    assertThat(jmx.getAttribute(r1, "Serving")).isEqualTo(true);
    assertThat((double) jmx.getAttribute(r1, "LatencyMax")).isPositive();
    assertThat((double) jmx.getAttribute(r1, "Lag")).isBetween(0.0, 60_000.0);
    assertThat((int) jmx.getAttribute(r1, "PoolTotal")).isPositive();
    ObjectName management =
        jmx.queryNames(new ObjectName("dev.hibernatesplit:type=SplitManagement,*"), null)
            .iterator()
            .next();
    assertThat((String) jmx.getAttribute(management, "Statistics")).contains("r1 (replica): ");
    assertThat(
            (String)
                jmx.invoke(
                    management,
                    "explain",
                    new Object[] {"delete from Note"},
                    new String[] {"java.lang.String"}))
        .contains("kind: write");
  }

  @Test
  void a_flight_recording_has_each_decision_where_somebody_asks_for_them() throws IOException {
    try (Recording recording = new Recording()) {
      recording.enable("dev.hibernatesplit.StatementRouted");
      recording.start();
      write();
      Routing.on("r2", StatisticsIT::read);
      recording.stop();
      assertThat(events(recording, "StatementRouted"))
          .extracting(event -> event.getString("target") + " " + event.getString("reason"))
          .startsWith("primary write")
          .hasSize((int) meanwhile().statements());
    }
  }

  private static List<RecordedEvent> events(Recording recording, String name) throws IOException {
    Path file = Files.createTempFile("flight", ".jfr");
    recording.dump(file);
    List<RecordedEvent> all = RecordingFile.readAllEvents(file);
    Files.delete(file);
    return all.stream()
        .filter(event -> event.getEventType().getName().equals("dev.hibernatesplit." + name))
        .toList();
  }

  @Test
  void where_nobody_counts_nothing_is_counted_and_the_rest_is_shown() {
    Map<String, Object> off = Map.of("hibernate.split.statistics", "false");
    try (Application quiet = Application.start(cluster, off, Note.class)) {
      quiet.outside(manager -> manager.createQuery(QUERY).getResultList());
      SplitStatistics figures = SplitStatistics.of(quiet.factory());
      assertThat(figures.counted()).isFalse();
      assertThat(figures.statements()).isZero();
      assertThat(figures.target("r1").latency().count()).isZero();
      assertThat(figures.target("r1").lag()).isNotNull();
      assertThat(figures.toString()).contains("hibernate.split.statistics = false");
    }
  }
}
