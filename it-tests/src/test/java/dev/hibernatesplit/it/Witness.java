package dev.hibernatesplit.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.List;

/** The servers' own word on where the application's statements ran. */
public final class Witness {

  private final ReplicatedPostgres cluster;

  public Witness(ReplicatedPostgres cluster) {
    this.cluster = cluster;
  }

  /** What was seen so far counts no more. */
  public void forget() {
    cluster.clearStatements();
  }

  /** What ran there; see {@link Servers#ran}. */
  public List<String> onPrimary() {
    return Servers.ran(cluster.primary());
  }

  /** What ran on any of them. */
  public List<String> onReplicas() {
    return cluster.replicas().stream().flatMap(replica -> Servers.ran(replica).stream()).toList();
  }

  /** The replicas served, and the primary heard nothing of it. */
  public void onlyReplicasRan() {
    assertThat(onPrimary()).isEmpty();
    assertThat(onReplicas()).isNotEmpty();
  }

  /** The primary served, and no replica heard anything of it. */
  public void onlyThePrimaryRan() {
    assertThat(onReplicas()).isEmpty();
    assertThat(onPrimary()).isNotEmpty();
  }
}
