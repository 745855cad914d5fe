package dev.hibernatesplit.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.internal.config.CachePuts;
import dev.hibernatesplit.internal.config.ConsistencyConfiguration;
import dev.hibernatesplit.internal.footprint.Declared;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.wal.Position;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which rows may be kept? Without a catalogue, every write is one of everything. */
class ProvenanceTest {

  private static final Classifier CLASSIFIER = new Classifier();
  private static final StatementInfo READ = CLASSIFIER.classify("select a from t where id = ?");
  private static final StatementInfo OTHER = CLASSIFIER.classify("select b from u where id = ?");
  private static final StatementInfo WRITE = CLASSIFIER.classify("update t set a = 1");

  private final AtomicLong time = new AtomicLong(System.nanoTime() + 1_000_000_000L);
  private final Memory memory = new Memory();
  private final Provenance rows = new Provenance();
  private Guarantees guarantees = guarantees(CachePuts.VERIFIED);
  private Promises connection = guarantees.promises(new SessionUnderTest(memory, rows));
  private long position = 1_000;

  private Guarantees guarantees(CachePuts puts) {
    ConsistencyConfiguration asked =
        new ConsistencyConfiguration(
            Consistency.EVENTUAL, Duration.ZERO, false, false, false, puts);
    Guarantees made =
        Database.join(
            "provenance",
            UUID.randomUUID().toString(),
            database ->
                new Guarantees(
                    asked,
                    database,
                    CLASSIFIER,
                    Declared.NONE,
                    List.of("r1"),
                    true,
                    Duration.ofSeconds(1),
                    new SplitListener() {},
                    time::get,
                    time::get));
    made.feedCaches();
    return made;
  }

  @AfterEach
  void leave() {
    guarantees.close();
  }

  private void catchUp() {
    position += 8;
    sample("primary", false);
    sample("r1", true);
  }

  private void sample(String node, boolean replica) {
    long now = time.incrementAndGet();
    Position at = new Position(position);
    guarantees.sampled(
        new Sample(node, now, now, replica, "1", 1, Instant.EPOCH, at, at, replica, 2), !replica);
  }

  private void write() {
    time.incrementAndGet();
    Writes writer = new Writes(guarantees.promises(null));
    writer.runs(WRITE, RowHash.NONE);
    writer.committed(true);
    time.incrementAndGet();
  }

  private void read(Promises on, StatementInfo read, boolean amongOthers) {
    on.begins(RowHash.NONE, false);
    on.mayServe(read, RowHash.NONE, "r1", null);
    on.read(read, "r1", time.get(), amongOthers);
  }

  private void readOnPrimary(Promises on, boolean amongOthers) {
    on.begins(RowHash.NONE, false);
    on.read(OTHER, null, time.get(), amongOthers);
  }

  @Test
  void what_the_primary_read_may_be_kept() {
    write();
    readOnPrimary(connection, false);
    assertThat(rows.mayBeKept()).isTrue();
  }

  @Test
  void what_a_replica_read_may_be_kept_while_nothing_newer_is_committed() {
    catchUp();
    read(connection, READ, false);
    assertThat(rows.mayBeKept()).isTrue();
    write();
    assertThat(rows.mayBeKept()).isFalse();
    catchUp();
    assertThat(rows.mayBeKept()).as("what is known now was not known before").isFalse();
    read(connection, READ, false);
    assertThat(rows.mayBeKept()).isTrue();
  }

  @Test
  void what_nothing_is_known_of_may_not_be_kept() {
    read(connection, READ, false);
    assertThat(rows.mayBeKept()).isFalse();
  }

  @Test
  void always_asks_for_nothing() {
    use(CachePuts.ALWAYS);
    read(connection, READ, false);
    assertThat(rows.mayBeKept()).isTrue();
  }

  @Test
  void never_keeps_nothing_of_a_replica() {
    use(CachePuts.NEVER);
    catchUp();
    read(connection, READ, false);
    assertThat(rows.mayBeKept()).isFalse();
    readOnPrimary(connection, false);
    assertThat(rows.mayBeKept()).isTrue();
  }

  private void use(CachePuts puts) {
    guarantees.close();
    guarantees = guarantees(puts);
    connection = guarantees.promises(new SessionUnderTest(memory, rows));
  }

  @Test
  void while_several_queries_are_read_the_least_that_is_known_of_any_holds() {
    catchUp();
    read(connection, READ, false);
    write();
    catchUp();
    read(connection, OTHER, true);
    assertThat(rows.mayBeKept()).isFalse();
    readOnPrimary(connection, true);
    assertThat(rows.mayBeKept()).as("the first is still being read").isFalse();
    readOnPrimary(connection, false);
    assertThat(rows.mayBeKept()).isTrue();
  }

  @Test
  void a_second_connection_does_not_hide_what_is_read_over_the_first() {
    catchUp();
    read(connection, READ, false);
    write();
    Promises isolated = guarantees.promises(new SessionUnderTest(memory, rows));
    readOnPrimary(isolated, false);
    assertThat(rows.mayBeKept()).isFalse();
    connection.closed();
    readOnPrimary(isolated, false);
    assertThat(rows.mayBeKept()).isTrue();
  }

  @Test
  void only_what_replicas_ran_is_counted() {
    readOnPrimary(connection, false);
    assertThat(rows.replicaReads()).isZero();
    read(connection, READ, false);
    readOnPrimary(connection, false);
    read(connection, OTHER, true);
    assertThat(rows.replicaReads()).isEqualTo(2);
  }

  @Test
  void a_query_of_the_primary_among_rows_of_a_replica_changes_nothing() {
    read(connection, READ, false);
    readOnPrimary(connection, true);
    assertThat(rows.replica()).isEqualTo("r1");
    readOnPrimary(connection, false);
    assertThat(rows.replica()).isNull();
  }
}
