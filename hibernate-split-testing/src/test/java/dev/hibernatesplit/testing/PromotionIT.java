package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PromotionIT {

  @Test
  void an_old_primary_can_come_back_beside_the_new_one() throws SQLException {
    try (ReplicatedPostgres cluster = ReplicatedPostgres.builder().replicas("west").start()) {
      PostgresServer west = cluster.replica("west");
      cluster.primary().kill();
      west.promote();
      cluster.primary().start();
      assertThat(cluster.servers()).noneMatch(PostgresServer::inRecovery);
      Sql.run(west, "create table only_west (id int)");
      Sql.run(cluster.primary(), "create table only_old (id int)");
      assertThat(cluster.reset()).isFalse();
    }
  }
}
