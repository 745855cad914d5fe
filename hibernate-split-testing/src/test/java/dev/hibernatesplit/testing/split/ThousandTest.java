package dev.hibernatesplit.testing.split;

import static dev.hibernatesplit.testing.assertions.SplitAssertions.assertThat;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.insert;
import static dev.hibernatesplit.testing.assertions.SplitAssertions.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.hibernatesplit.testing.junit.SimulatedCluster;
import dev.hibernatesplit.testing.junit.SplitApplication;
import dev.hibernatesplit.testing.simulated.SimulatedPostgres;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A simulated cluster is for each test of a large suite. */
class ThousandTest {

  private static final int TESTS = 1000;

  /** It takes about 6 s; on a machine that is busy with other builds it may starve. */
  private static final Duration LONGEST =
      Boolean.getBoolean("proof") ? Duration.ofSeconds(10) : Duration.ofSeconds(60);

  @Test
  void a_thousand_tests_that_write_and_read_take_seconds() {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Suite.class)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();

    LauncherFactory.create().execute(request, listener);

    TestExecutionSummary summary = listener.getSummary();
    long millis = summary.getTimeFinished() - summary.getTimeStarted();
    System.getLogger(ThousandTest.class.getName())
        .log(System.Logger.Level.INFO, TESTS + " tests took " + millis + " ms");
    assertThat(summary.getFailures()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(TESTS);
    assertThat(Duration.ofMillis(millis)).isLessThan(LONGEST);
  }

  @SimulatedCluster
  @SplitApplication(Product.class)
  static class Suite {

    @RepeatedTest(TESTS)
    void create_on_the_primary_list_on_a_replica(
        EntityManagerFactory shop, SimulatedPostgres postgres) {
      new Shop(shop).create("chair");
      postgres.settle();
      assertThat(new Shop(shop).list()).containsExactly("chair");

      assertThat(postgres.primary()).ranOnly(insert().on("product"));
      int onReplicas = postgres.replica("r1").ran().size() + postgres.replica("r2").ran().size();
      assertThat(onReplicas).isOne();
      assertThat(postgres.primary()).ranNo(select());
    }
  }
}
