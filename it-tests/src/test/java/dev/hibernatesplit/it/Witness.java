package dev.hibernatesplit.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.testing.PostgresServer;
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

  /** Without what the driver says when it connects. */
  public List<String> onPrimary() {
    return said(cluster.primary());
  }

  /** What ran on any of them. */
  public List<String> onReplicas() {
    return cluster.replicas().stream().flatMap(replica -> said(replica).stream()).toList();
  }

  private static List<String> said(PostgresServer server) {
    return Servers.ran(server).stream().filter(sql -> !sql.startsWith("SET application")).toList();
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
