package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.consistency.Memory;
import dev.hibernatesplit.internal.consistency.Provenance;
import dev.hibernatesplit.internal.routing.QueryWishes;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.QueryRouter;
import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session whose reads may leave a primary that records for a replica that records. */
final class ReadingSession implements SessionView {

  final RecordingDriver primary = new RecordingDriver();
  final RecordingDriver replica = new RecordingDriver();
  private final Topology topology =
      ConnectionUnderTest.topology(primary.dataSource(), replica.dataSource());
  private final Memory memory = new Memory();
  private final Provenance provenance = new Provenance();
  private boolean transaction;

  ReadingSession() {
    replicaIsFit();
  }

  void replicaIsFit() {
    Target found = topology.target("r1");
    topology.serves(found, topology.state(found), 1);
  }

  /**
   * @param autoCommit whether the pools' connections come auto-committing
   */
  Connection connection(boolean autoCommit) {
    return ConnectionUnderTest.connector(topology, autoCommit).open(this, false);
  }

  /** The same, where routers are asked. */
  Connection asking(QueryRouter... routers) {
    QueryAdvice advice = new QueryAdvice(List.of(routers), QueryWishes.NONE);
    return ConnectionUnderTest.connector(topology, true, advice).open(this, false);
  }

  /** The replica is promoted. */
  void primaryMoves() {
    topology.leads(topology.target("r1"), "promoted");
  }

  /** No server takes writes. */
  void primaryIsGone() {
    topology.vacant("cannot be reached");
  }

  /** The primary takes writes again. */
  void primaryIsBack() {
    topology.vacant(null);
  }

  /** How much a server was seen to do. */
  int signsOfLife(String target) {
    return topology.target(target).signsOfLife().values().stream().mapToInt(i -> i).sum();
  }

  /** Who is told of servers that a probe is to look after at once. */
  void whenSuspected(Consumer<String> listener) {
    topology.whenFailing(server -> listener.accept(server.name()));
  }

  void begins() {
    transaction = true;
  }

  boolean replicaServes() {
    return topology.rotation().serves("r1");
  }

  int replicaInFlight() {
    return topology.target("r1").load().inFlight();
  }

  @Override
  public boolean transactionInProgress() {
    return transaction;
  }

  @Override
  public boolean readOnlyBySigns() {
    return false;
  }

  @Override
  public @Nullable String target() {
    return null;
  }

  @Override
  public @Nullable String consistency() {
    return null;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public boolean partOfAWrite() {
    return false;
  }
}
