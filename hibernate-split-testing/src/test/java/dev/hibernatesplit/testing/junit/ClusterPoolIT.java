package dev.hibernatesplit.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterPoolIT {
  private static final Shape ALONE = new Shape(0, List.of(), true);
  private static final Shape PAIR = new Shape(1, List.of("work_mem = 5MB"), true);
  private final ClusterPool pool = new ClusterPool();

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void a_cluster_given_back_serves_the_next_of_its_shape_only() {
    Lease first = pool.lease(ALONE, true);
    Lease meanwhile = pool.lease(ALONE, true);
    assertThat(meanwhile.cluster()).isNotSameAs(first.cluster());
    first.close();
    assertThat(pool.lease(PAIR, true).cluster().replicas()).hasSize(1);
    assertThat(pool.lease(ALONE, true).cluster()).isSameAs(first.cluster());
    meanwhile.close();
  }

  @Test
  void who_does_not_reuse_gets_a_new_one_and_leaves_none() {
    pool.lease(ALONE, true).close();
    Lease own = pool.lease(ALONE, false);
    ReplicatedPostgres cluster = own.cluster();
    own.close();
    assertThat(cluster.primary().running()).isFalse();
    assertThat(pool.lease(ALONE, true).cluster()).isNotSameAs(cluster);
  }

  @Test
  void a_cluster_with_a_promoted_replica_is_not_used_again() {
    Lease first = pool.lease(PAIR, true);
    first.cluster().replica("r1").promote();
    first.close();
    assertThat(pool.lease(PAIR, true).cluster()).isNotSameAs(first.cluster());
    assertThat(first.cluster().primary().running()).isFalse();
  }
}
