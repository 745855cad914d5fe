package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A read waits for a replica to catch up, if it may, and is in nobody's way meanwhile. */
@PostgresCluster(replicas = 1)
class WaitingIT {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final Servings servings = new Servings();
  private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ReplicatedPostgres cluster;
  private Application application;
  private long id;

  private record Wait(Duration time, boolean served) {}

  private final class Listener implements SplitListener {

    @Override
    public void statementRouted(StatementInfo statement, RoutingDecision decision) {
      servings.statementRouted(statement, decision);
    }

    @Override
    public void readWaited(StatementInfo statement, Duration time, boolean served) {
      waits.add(new Wait(time, served));
    }
  }

  WaitingIT(ReplicatedPostgres cluster) {
    this.cluster = cluster;
  }

  private void start(Map<String, String> more) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.consistency", "application");
    settings.put("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    settings.putAll(more);
    application = Application.start(settings, new Listener(), Note.class);
    cluster.awaitCatchUp();
    await().untilAsserted(() -> assertThat(found() || !servings.byReplica()).isFalse());
    waits.clear();
  }

  @AfterEach
  void stop() {
    cluster.replica("r1").resumeReplay();
    threads.shutdownNow();
    application.close();
  }

  /** Writes a note that no replica has until replay is resumed. */
  private void writeUnseen() {
    cluster.replica("r1").pauseReplay();
    application.write(manager -> manager.persist(new Note(++id, 1)));
  }

  private boolean found() {
    return application.<Note>outside(manager -> manager.find(Note.class, id)) != null;
  }

  private boolean foundByReplica() {
    return found() && servings.byReplica();
  }

  /** For all of that time. */
  private static void stays(Callable<Boolean> condition, Duration time) {
    await().pollDelay(Duration.ZERO).during(time).until(condition);
  }

  @Test
  void a_read_waits_until_a_replica_has_caught_up() throws Exception {
    start(Map.of("hibernate.split.consistency_wait", "20s"));
    writeUnseen();
    Future<Boolean> read = threads.submit(this::foundByReplica);
    stays(() -> !read.isDone(), Duration.ofMillis(300));
    cluster.replica("r1").resumeReplay();
    assertThat(read.get()).isTrue();
    assertThat(waits).singleElement().satisfies(this::waitedAWhile);
  }

  private void waitedAWhile(Wait wait) {
    assertThat(wait.served()).isTrue();
    assertThat(wait.time()).isBetween(Duration.ofMillis(200), LONG);
  }

  @Test
  void a_read_that_has_waited_in_vain_goes_to_the_primary() {
    start(Map.of("hibernate.split.consistency_wait", "200ms"));
    writeUnseen();
    assertThat(found()).isTrue();
    assertThat(servings.last().reason()).isEqualTo(RoutingReason.FENCE);
    assertThat(waits)
        .singleElement()
        .satisfies(wait -> assertThat(wait.served()).isFalse())
        .satisfies(wait -> assertThat(wait.time()).isGreaterThanOrEqualTo(Duration.ofMillis(200)));
  }

  @Test
  void a_read_goes_to_the_primary_at_once_if_it_need_not_wait() {
    start(Map.of("hibernate.split.consistency_wait", "0"));
    writeUnseen();
    assertThat(found()).isTrue();
    assertThat(servings.last().reason()).isEqualTo(RoutingReason.FENCE);
    assertThat(waits).isEmpty();
  }

  /** The pool has one connection: whoever held it while waiting would keep the other from it. */
  @Test
  void who_waits_holds_no_connection() throws Exception {
    start(
        Map.of(
            "hibernate.split.consistency_wait",
            "20s",
            "hibernate.split.replicas.r1.hikari.maximumPoolSize",
            "1"));
    writeUnseen();
    Future<Boolean> waiting = threads.submit(this::foundByReplica);
    Future<Boolean> querying = threads.submit(this::countedByReplica);
    stays(() -> !waiting.isDone() && !querying.isDone(), Duration.ofMillis(300));
    for (int i = 0; i < 10; i++) {
      assertThat(Routing.consistency(Consistency.EVENTUAL, this::found)).isFalse();
      assertThat(servings.byReplica()).isTrue();
    }
    assertThat(waiting.isDone() || querying.isDone()).isFalse();
    cluster.replica("r1").resumeReplay();
    assertThat(waiting.get()).isTrue();
    assertThat(querying.get()).isTrue();
  }

  private boolean countedByReplica() {
    application.outside(
        manager -> manager.createQuery("select count(*) from Note", Long.class).getSingleResult());
    return servings.byReplica();
  }

  @Test
  void who_is_interrupted_waits_no_longer() throws Exception {
    start(Map.of("hibernate.split.consistency_wait", "20s"));
    writeUnseen();
    boolean[] interrupted = new boolean[1];
    Thread reader =
        new Thread(
            () -> {
              found();
              interrupted[0] = Thread.currentThread().isInterrupted();
            });
    reader.start();
    stays(reader::isAlive, Duration.ofMillis(200));
    reader.interrupt();
    reader.join(5_000);
    assertThat(reader.isAlive()).isFalse();
    assertThat(interrupted[0]).isTrue();
    assertThat(waits).singleElement().satisfies(wait -> assertThat(wait.served()).isFalse());
  }

  @Test
  void all_who_wait_share_one_sample_a_millisecond() throws Exception {
    start(Map.of("hibernate.split.consistency_wait", "20s"));
    writeUnseen();
    List<Future<Boolean>> reads =
        IntStream.range(0, 8).mapToObj(i -> threads.submit(this::foundByReplica)).toList();
    stays(() -> reads.stream().noneMatch(Future::isDone), Duration.ofMillis(100));
    cluster.clearStatements();
    long begin = System.nanoTime();
    stays(() -> reads.stream().noneMatch(Future::isDone), Duration.ofMillis(500));
    long samples = Servers.samples(cluster.primary());
    double millis = (System.nanoTime() - begin) / 1e6;
    assertThat((double) samples).isBetween(5.0, millis * 1.1 + 1);
    cluster.replica("r1").resumeReplay();
    for (Future<Boolean> read : reads) {
      assertThat(read.get()).isTrue();
    }
    assertThat(waits).hasSize(8);
  }
}
