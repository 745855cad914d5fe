package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Write and read again: 2,000 pairs a level, and 100,000 with {@code -Dproof=true}, by eight
 * threads, under the natural lag of two replicas.
 */
@PostgresCluster(replicas = 2)
class PairsIT {

  private static final int PAIRS = Boolean.getBoolean("proof") ? 100_000 : 2_000;

  private final Servings servings = new Servings();
  private Application application;

  private void start(ReplicatedPostgres cluster, String level) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.consistency", level);
    settings.put("hibernate.hikari.maximumPoolSize", "10");
    settings.put("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    application = Application.start(settings, servings, Note.class);
    cluster.awaitCatchUp();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private Pairs run(Pairs.Shape shape, int pairs) throws Exception {
    Pairs result = Pairs.run(application.factory(), servings, shape, pairs);
    System.out.println(result);
    return result;
  }

  @Test
  void a_session_finds_what_it_wrote(ReplicatedPostgres cluster) throws Exception {
    start(cluster, "session");
    Pairs result = run(Pairs.Shape.ONE_SESSION, PAIRS);
    assertThat(result.stale()).isZero();
    assertThat(result.laterShare()).isGreaterThan(0.5);
  }

  @Test
  void the_next_session_finds_what_the_last_one_wrote(ReplicatedPostgres cluster) throws Exception {
    start(cluster, "application");
    Pairs result = run(Pairs.Shape.TWO_SESSIONS, PAIRS);
    assertThat(result.stale()).isZero();
    assertThat(result.laterShare()).isGreaterThan(0.5);
  }

  @Test
  void everybody_finds_what_anybody_wrote(ReplicatedPostgres cluster) throws Exception {
    start(cluster, "global");
    Pairs result = run(Pairs.Shape.TWO_SESSIONS, PAIRS);
    assertThat(result.stale()).isZero();
    assertThat(result.laterShare()).isGreaterThan(0.5);
  }

  /** The control: the lag is there, and would be seen. */
  @Test
  void without_any_promise_reads_are_stale(ReplicatedPostgres cluster) throws Exception {
    start(cluster, "eventual");
    Pairs result = run(Pairs.Shape.TWO_SESSIONS, 2_000);
    assertThat(result.stale()).isPositive();
  }
}
