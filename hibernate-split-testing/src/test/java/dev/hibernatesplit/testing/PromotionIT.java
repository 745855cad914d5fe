package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@PostgresCluster(replicas = 2)
class PromotionIT {

  @Test
  void a_promoted_replica_takes_writes_and_another_can_follow_it(ReplicatedPostgres cluster)
      throws SQLException {
    PostgresServer r1 = cluster.replica("r1");
    PostgresServer r2 = cluster.replica("r2");
    Sql.run(cluster.primary(), "create table t (id int)");
    cluster.awaitCatchUp();
    cluster.primary().kill();
    r1.promote();
    assertThat(r1.inRecovery()).isFalse();
    Sql.run(r1, "insert into t values (1)");
    r2.follow(r1);
    cluster.awaitCatchUp();
    assertThat(Sql.ask(r2, "select count(*) from t")).isEqualTo("1");
  }

  @Test
  void the_old_primary_can_come_back_as_a_second_one() throws SQLException {
    try (ReplicatedPostgres cluster = ReplicatedPostgres.builder().replicas("west").start()) {
      cluster.primary().kill();
      cluster.replica("west").promote();
      cluster.primary().start();
      assertThat(cluster.servers()).noneMatch(PostgresServer::inRecovery);
      assertThat(cluster.reset()).isFalse();
    }
  }
}
