package dev.hibernatesplit.it.session;

import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.WRITING_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Pools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each connection belongs to the session that asked for it, whoever else asks at that time. */
class ManySessionsIT {

  private static final int SESSIONS = 200;
  private static final int JDK_WITH_VIRTUAL_THREADS = 21;

  private static Garage garage;

  /** Replicas are waited for as long as it takes: the primary must not have to step in. */
  @BeforeAll
  static void start() {
    garage = new Garage(Map.of("hibernate.hikari.connectionTimeout", "30000"));
  }

  @AfterAll
  static void stop() {
    garage.close();
  }

  @BeforeEach
  void forget() {
    garage.forget();
  }

  @AfterEach
  void nothingIsHeld() {
    Pools.awaitIdle();
  }

  @Test
  void three_sessions_interleaved_on_one_thread_each_go_their_own_way() {
    interleave(1);
    interleave(2);
    assertRoutesOf(2);
  }

  @Test
  void sessions_of_many_threads_each_go_their_own_way() throws Exception {
    interleaveOn(Executors.newFixedThreadPool(SESSIONS));
    assertRoutesOf(SESSIONS);
  }

  @Test
  void sessions_of_many_virtual_threads_each_go_their_own_way() throws Exception {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(JDK_WITH_VIRTUAL_THREADS);
    interleaveOn(
        (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    assertRoutesOf(SESSIONS);
  }

  private static void interleaveOn(ExecutorService threads)
      throws InterruptedException, ExecutionException {
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        int number = i;
        running.add(threads.submit(() -> interleave(number)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** A replica first, then the primary: who holds the one may wait for the other, never back. */
  private static void interleave(int number) {
    try (Session reader = garage.sessions().withOptions().readOnly(true).openSession();
        Session writer = garage.sessions().openSession();
        Session neither = garage.sessions().openSession()) {
      reader.beginTransaction();
      writer.beginTransaction();
      say(neither, "outside", number);
      say(reader, "reading", number);
      say(writer, "writing", number);
      say(reader, "reading", number);
      writer.getTransaction().commit();
      say(reader, "reading", number);
      reader.getTransaction().commit();
      say(neither, "outside", number);
    }
  }

  private static void say(Session session, String what, int number) {
    String said =
        session
            .createNativeQuery("select '" + what + " " + number + ".'", String.class)
            .getSingleResult();
    assertThat(said).isEqualTo(what + " " + number + ".");
  }

  private static void assertRoutesOf(int count) {
    assertThat(reasonsOf("outside")).hasSize(2 * count).containsOnly(READ_OUTSIDE_TRANSACTION);
    assertThat(reasonsOf("reading")).hasSize(3 * count).containsOnly(READ_ONLY_UNIT);
    assertThat(reasonsOf("writing")).hasSize(count).containsOnly(WRITING_TRANSACTION);
    assertThat(garage.witness().onPrimary())
        .filteredOn(sql -> sql.startsWith("select"))
        .hasSize(count)
        .allMatch(sql -> sql.contains("writing"));
  }

  private static List<RoutingReason> reasonsOf(String what) {
    return garage.journeys().of("'" + what).stream().map(Journey::reason).toList();
  }
}
