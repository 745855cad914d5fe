package dev.hibernatesplit.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.internal.config.CachePuts;
import dev.hibernatesplit.internal.config.ConsistencyConfiguration;
import dev.hibernatesplit.internal.footprint.Declared;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.internal.wal.Position;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reads of one session, by a clock that moves only when a server is sampled. */
class NeverBackTest {

  private static final Classifier CLASSIFIER = new Classifier();
  private static final StatementInfo READ = CLASSIFIER.classify("select 1");
  private static final Position END = new Position(1_000);

  private final Memory memory = new Memory();
  private final Provenance rows = new Provenance();
  private long sent = System.nanoTime() + 1_000_000_000L;
  private final Guarantees guarantees =
      Database.join(
          "never back",
          UUID.randomUUID().toString(),
          database ->
              new Guarantees(
                  new ConsistencyConfiguration(
                      Consistency.SESSION, Duration.ZERO, false, false, false, CachePuts.VERIFIED),
                  database,
                  CLASSIFIER,
                  Declared.NONE,
                  List.of("r1", "r2"),
                  true,
                  Duration.ofSeconds(1),
                  new SplitListener() {},
                  System::nanoTime,
                  () -> sent));
  private final Promises promises = guarantees.promises(new SessionUnderTest(memory, rows));
  private final Physical connection = connectionMadeAt(sent);

  private static Physical connectionMadeAt(long moment) {
    return new Physical(moment, 1, Instant.EPOCH);
  }

  private void sample(String node, boolean replica) {
    sent += 10;
    guarantees.sampled(
        new Sample(node, sent, sent, replica, "1", 1, Instant.EPOCH, END, END, replica, 2),
        !replica);
  }

  private void sampleAll() {
    sample("primary", false);
    sample("r1", true);
    sample("r2", true);
  }

  private boolean serves(String replica, @Nullable Physical over) {
    promises.begins(RowHash.NONE, false);
    return promises.mayServe(READ, RowHash.NONE, replica, over);
  }

  private void read(Physical over) {
    assertThat(serves("r1", over)).isTrue();
    promises.read(READ, "r1", over.madeAt(), false);
  }

  @BeforeEach
  void know() {
    sampleAll();
  }

  @AfterEach
  void leave() {
    guarantees.close();
  }

  @Test
  void without_any_read_each_replica_serves() {
    assertThat(serves("r1", connection)).isTrue();
    assertThat(serves("r2", connection)).isTrue();
  }

  @Test
  void another_replica_serves_after_a_sample_that_is_sent_after_the_read_and_not_before() {
    read(connection);
    assertThat(serves("r2", null)).isFalse();
    sample("r2", true); // has all that there was when the primary was asked, which was before
    assertThat(serves("r2", null)).isFalse();
    sampleAll();
    assertThat(serves("r2", null)).isTrue();
  }

  @Test
  void what_is_read_while_a_sample_is_under_way_asks_for_the_next_one() {
    sent += 10; // it is sent now
    long underWay = sent;
    read(connection);
    guarantees.sampled(
        new Sample("primary", underWay, sent, false, "1", 1, Instant.EPOCH, END, END, false, 2),
        true);
    sample("r2", true);
    assertThat(serves("r2", null)).isFalse();
  }

  @Test
  void the_replica_serves_on_over_a_connection_that_is_younger_than_every_sample() {
    Physical young = connectionMadeAt(sent + 5);
    read(young);
    assertThat(serves("r1", young)).isTrue();
  }

  @Test
  void and_not_over_one_that_may_have_been_made_after_the_read() {
    read(connectionMadeAt(sent + 5));
    assertThat(serves("r1", connectionMadeAt(sent + 6))).isFalse();
  }
}
