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
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class FallbackTest {

  private static Fallback fallback(DataSource primary, int share, NoReplica noReplica) {
    Topology topology = ConnectionUnderTest.topology(primary, new RecordingDriver().dataSource());
    return new Fallback(new FallbackConfiguration(true, noReplica, share), topology);
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
      Fallback fallback = fallback(pool, 50, NoReplica.PRIMARY);
      fallback.enter();
      fallback.enter();
      assertThatThrownBy(fallback::enter)
          .isInstanceOf(SQLTransientConnectionException.class)
          .hasMessage(
              "No replica can serve this read (r1: not heard of yet), and"
                  + " hibernate.split.primary_read_share = 50% lets such reads hold 2 connections"
                  + " of the primary's pool, of which none came free within 250 ms. Bring a"
                  + " replica back, or raise it.");
      fallback.leave();
      fallback.enter();
    }
  }

  @Test
  void nothing_of_it_is_refused_without_waiting() {
    try (HikariDataSource pool = pool(3)) {
      Fallback fallback = fallback(pool, 0, NoReplica.PRIMARY);
      assertThatThrownBy(fallback::enter).hasMessageContaining("within 0 ms");
    }
  }

  @Test
  void a_pool_of_unknown_size_has_no_end() throws SQLException {
    Fallback fallback = fallback(new RecordingDriver().dataSource(), 0, NoReplica.PRIMARY);
    for (int i = 0; i < 100; i++) {
      fallback.enter();
    }
    fallback.leave();
  }

  @Test
  void reads_may_be_kept_off_the_primary() throws SQLException {
    Fallback open = fallback(new RecordingDriver().dataSource(), 50, NoReplica.PRIMARY);
    open.check(null);
    SQLException lost = new SQLException("lost");
    Fallback shut = fallback(new RecordingDriver().dataSource(), 50, NoReplica.FAIL);
    assertThatThrownBy(() -> shut.check(lost))
        .hasMessageContaining("r1: not heard of yet")
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
