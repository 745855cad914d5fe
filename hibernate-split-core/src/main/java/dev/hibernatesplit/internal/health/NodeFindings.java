package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import java.sql.Connection;

/** What follows for a server from its role, which may change. */
final class NodeFindings implements Findings {

  private final Topology topology;
  private final Target node;
  private final Succession succession;
  private final Findings asPrimary;
  private final Findings asReplica;

  NodeFindings(
      Topology topology,
      Target node,
      Succession succession,
      Findings asPrimary,
      Findings asReplica) {
    this.topology = topology;
    this.node = node;
    this.succession = succession;
    this.asPrimary = asPrimary;
    this.asReplica = asReplica;
  }

  private Findings now() {
    return topology.primary() == node ? asPrimary : asReplica;
  }

  @Override
  public void begins() {
    asReplica.begins();
  }

  @Override
  public void sampled(Sample sample) {
    succession.saw(sample);
    now().sampled(sample);
  }

  @Override
  public void further(Attempt attempt, Connection connection) {
    now().further(attempt, connection);
  }

  @Override
  public void complete(Sample sample) {
    now().complete(sample);
  }

  @Override
  public void incomplete() {
    now().incomplete();
  }

  /** Who leads is left to what probes say. */
  @Override
  public void livesOn() {
    now().livesOn();
  }

  @Override
  public void failed(Failure failure, boolean first) {
    if (!first && failure.dead()) {
      succession.lost(node);
    }
    now().failed(failure, first);
  }
}
