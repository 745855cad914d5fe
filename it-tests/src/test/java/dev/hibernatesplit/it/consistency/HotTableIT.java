package dev.hibernatesplit.it.consistency;

import static dev.hibernatesplit.it.consistency.HotTable.Way.HOT;
import static dev.hibernatesplit.it.consistency.HotTable.Way.OTHER_ROW;
import static dev.hibernatesplit.it.consistency.HotTable.Way.OTHER_TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads another table, or another row, need not care that one is written all the time. */
@PostgresCluster(replicas = 2, statementLog = false)
class HotTableIT {

  private static final boolean PROOF = Boolean.getBoolean("proof");

  private static final Duration DURATION = Duration.ofSeconds(PROOF ? 30 : 1);

  private final Servings servings = new Servings();
  private Application application;

  private void start(ReplicatedPostgres cluster, Map<String, Object> more) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.consistency", "application");
    settings.put("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    settings.putAll(more);
    application = Application.start(settings, servings, Note.class, Aside.class);
    application.write(
        manager -> {
          for (long id = 0; id <= HotTable.ROWS; id++) {
            manager.persist(new Note(id, 0));
            manager.persist(new Aside(id));
          }
        });
    cluster.awaitCatchUp();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private HotTable run(double rate) throws Exception {
    HotTable result = HotTable.run(application, servings, rate, DURATION);
    System.out.println(result);
    return result;
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 300})
  void reads_of_other_tables_and_rows_stay_on_replicas(int rate, ReplicatedPostgres cluster)
      throws Exception {
    start(cluster, Map.of());
    HotTable result = run(rate);
    assertThat(result.stale()).isZero();
    assertThat(result.share(OTHER_TABLE)).isGreaterThanOrEqualTo(0.95);
    assertThat(result.share(OTHER_ROW)).isGreaterThanOrEqualTo(0.9);
    assertThat(result.share(HOT)).isLessThan(result.share(OTHER_ROW));
    if (PROOF) { // one second shows too few commits, on a machine that may do other things
      assertThat(result.share(HOT)).isCloseTo(result.expectedShare(), within(0.1));
    }
  }

  /** A control: who knows no tables keeps all reads off. */
  @Test
  void without_the_catalogue_all_reads_are_kept_off(ReplicatedPostgres cluster) throws Exception {
    start(cluster, Map.of("hibernate.split.catalog", "false"));
    HotTable result = run(300);
    assertThat(result.stale()).isZero();
    assertThat(result.share(OTHER_TABLE)).isLessThan(0.9);
  }

  /** A control: the lag is there, and would be seen. */
  @Test
  void without_any_promise_reads_are_stale(ReplicatedPostgres cluster) throws Exception {
    start(cluster, Map.of("hibernate.split.consistency", "eventual"));
    assertThat(run(300).stale()).isPositive();
  }
}
