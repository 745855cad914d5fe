package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.internal.config.FallbackConfiguration;
import dev.hibernatesplit.internal.config.FallbackConfiguration.NoReplica;
import dev.hibernatesplit.internal.topology.Topology;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class FallbackTest {

  private static Topology topology(DataSource primary) {
    return ConnectionUnderTest.topology(primary, new RecordingDriver().dataSource());
  }

  private static Fallback fallback(DataSource primary, int share, NoReplica noReplica) {
    return new Fallback(new FallbackConfiguration(true, noReplica, share), topology(primary));
  }

  private static Places places(DataSource primary, int share) {
    Topology topology = topology(primary);
    Fallback fallback =
        new Fallback(new FallbackConfiguration(true, NoReplica.PRIMARY, share), topology);
    return Objects.requireNonNull(fallback.places(topology.primary()));
  }

  private static HikariDataSource pool(int size) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(new RecordingDriver().dataSource());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(250);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  @Test
  void a_part_of_the_pool_is_rounded_up() throws SQLException {
    try (HikariDataSource pool = pool(3)) {
      Places places = places(pool, 50);
      places.enter();
      places.enter();
      assertThatThrownBy(places::enter)
          .isInstanceOf(SQLTransientConnectionException.class)
          .hasMessage(
              "No replica can serve this read (r1: not probed yet), and"
                  + " hibernate.split.primary_read_share = 50% lets such reads hold 2 connections"
                  + " of the primary's pool, of which none came free within 250 ms. Bring a"
                  + " replica back, or raise it.");
      places.leave();
      places.enter();
    }
  }

  @Test
  void nothing_of_it_is_refused_without_waiting() {
    try (HikariDataSource pool = pool(3)) {
      assertThatThrownBy(places(pool, 0)::enter).hasMessageContaining("within 0 ms");
    }
  }

  @Test
  void a_pool_of_unknown_size_has_no_end() {
    Topology topology = topology(new RecordingDriver().dataSource());
    Fallback fallback =
        new Fallback(new FallbackConfiguration(true, NoReplica.PRIMARY, 0), topology);
    assertThat(fallback.places(topology.primary())).isNull();
  }

  @Test
  void reads_may_be_kept_off_the_primary() throws SQLException {
    Fallback open = fallback(new RecordingDriver().dataSource(), 50, NoReplica.PRIMARY);
    open.check(null);
    SQLException lost = new SQLException("lost");
    Fallback shut = fallback(new RecordingDriver().dataSource(), 50, NoReplica.FAIL);
    assertThatThrownBy(() -> shut.check(lost))
        .hasMessageContaining("r1: not probed yet")
        .hasMessageContaining("hibernate.split.no_replica = fail")
        .hasCause(lost);
  }

  @Test
  void it_concerns_reads_that_found_no_replica_only() {
    Fallback fallback = fallback(new RecordingDriver().dataSource(), 50, NoReplica.PRIMARY);
    for (RoutingReason reason : RoutingReason.values()) {
      assertThat(fallback.concerns(reason))
          .isEqualTo(reason == RoutingReason.NO_REPLICA || reason == RoutingReason.TARGET_DOWN);
    }
  }
}
