package dev.hibernatesplit.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

class FlightRecordsTest {

  private static final String PREFIX = "dev.hibernatesplit.";

  private final SplitListener records = FlightRecords.of("acme/").get(0);
  private final StatementInfo read = new Classifier().classify("select 1");

  private static RoutingDecision on(String target, TargetRole role, RoutingReason reason) {
    return new RoutingDecision(target, role, reason);
  }

  /** What a recording has of ours that runs while everything happens once. */
  private List<RecordedEvent> recorded(String... enabled) throws IOException {
    try (Recording recording = new Recording()) {
      for (String event : enabled) {
        recording.enable(PREFIX + event);
      }
      recording.start();
      happen();
      recording.stop();
      Path file = Files.createTempFile("flight", ".jfr");
      recording.dump(file);
      List<RecordedEvent> all = RecordingFile.readAllEvents(file);
      Files.delete(file);
      return all.stream()
          .filter(event -> event.getEventType().getName().startsWith(PREFIX))
          .toList();
    }
  }

  private void happen() {
    records.statementRouted(
        read, on("r1", TargetRole.REPLICA, RoutingReason.READ_OUTSIDE_TRANSACTION));
    records.statementRouted(read, on("primary", TargetRole.PRIMARY, RoutingReason.FENCE));
    SQLException gone = new SQLException("terminating connection", "57P01");
    RoutingDecision there = on("r1", TargetRole.REPLICA, RoutingReason.READ_ONLY_UNIT);
    records.statementFailed(read, there, gone, true);
    records.statementFailed(read, there, gone, false);
    records.readWaited(read, Duration.ofMillis(3), true);
    records.targetChanged("r1", false, "frozen");
    records.primaryChanged("primary", "r2", "promoted");
    records.lagChanged("r1", true, "lagging 4.2s");
  }

  private static List<String> names(List<RecordedEvent> events) {
    return events.stream()
        .map(event -> event.getEventType().getName().substring(PREFIX.length()))
        .toList();
  }

  @Test
  void all_but_decisions_are_recorded_unless_somebody_says_otherwise() throws IOException {
    assertThat(names(recorded()))
        .containsExactlyInAnyOrder(
            "FallBack", "Retry", "FenceWait", "TopologyChange", "TopologyChange", "TopologyChange");
  }

  @Test
  void decisions_are_recorded_where_somebody_asks_for_them() throws IOException {
    RecordedEvent first =
        recorded("StatementRouted").stream()
            .filter(event -> event.getEventType().getName().endsWith("StatementRouted"))
            .findFirst()
            .orElseThrow();
    assertThat(first.getString("target")).isEqualTo("acme/r1");
    assertThat(first.getString("role")).isEqualTo("replica");
    assertThat(first.getString("reason")).isEqualTo("read_outside_transaction");
    assertThat(first.getString("kind")).isEqualTo("read");
    assertThat(first.getString("sql")).isEqualTo("select 1");
    assertThat(first.getStackTrace()).isNull();
  }

  @Test
  void events_say_what_an_operator_asks() throws IOException {
    List<RecordedEvent> events = recorded();
    RecordedEvent retry = one(events, "Retry");
    assertThat(retry.getString("replica")).isEqualTo("acme/r1");
    assertThat(retry.getString("sqlState")).isEqualTo("57P01");
    assertThat(one(events, "FallBack").getString("reason")).isEqualTo("fence");
    RecordedEvent wait = one(events, "FenceWait");
    assertThat(wait.getDuration("waited")).isEqualTo(Duration.ofMillis(3));
    assertThat(wait.getBoolean("served")).isTrue();
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().endsWith("TopologyChange"))
        .extracting(event -> event.getString("target") + " " + event.getString("change"))
        .containsExactly(
            "acme/r1 serves no reads",
            "acme/r2 takes the writes, in place of acme/primary",
            "acme/r1 lags");
  }

  private static RecordedEvent one(List<RecordedEvent> events, String name) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals(PREFIX + name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void each_event_has_a_label_a_category_and_a_description() throws IOException {
    assertThat(recorded("StatementRouted"))
        .extracting(RecordedEvent::getEventType)
        .allSatisfy(
            type -> {
              assertThat(type.getLabel()).isNotBlank();
              assertThat(type.getDescription()).isNotBlank();
              assertThat(type.getCategoryNames()).containsExactly("Hibernate Split");
              assertThat(type.getFields())
                  .allSatisfy(field -> assertThat(field.getLabel()).isNotBlank());
            });
  }
}
