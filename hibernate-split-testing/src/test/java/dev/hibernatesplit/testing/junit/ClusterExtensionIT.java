package dev.hibernatesplit.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@PostgresCluster(replicas = 1, settings = "work_mem = 7MB")
class ClusterExtensionIT {
  private static ReplicatedPostgres before;

  @BeforeAll
  static void keep(ReplicatedPostgres cluster) {
    before = cluster;
  }

  @Test
  void tests_and_methods_before_them_get_the_same_cluster(ReplicatedPostgres cluster) {
    assertThat(cluster).isSameAs(before);
    assertThat(cluster.replicas()).hasSize(1);
  }

  @Test
  void settings_are_in_force(ReplicatedPostgres cluster) throws SQLException {
    try (Connection connection = cluster.replica("r1").connection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show work_mem")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).isEqualTo("7MB");
    }
  }

  @Nested
  class Inside {
    @Test
    void nested_classes_get_it_too(ReplicatedPostgres cluster) {
      assertThat(cluster).isSameAs(before);
    }
  }
}
