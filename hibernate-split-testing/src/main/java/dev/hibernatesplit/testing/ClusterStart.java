package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.embedded.EmbeddedMachine;
import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.Machine;
import dev.hibernatesplit.testing.internal.server.ServerProcess;
import java.util.List;

/** From a wish to running servers. */
final class ClusterStart {
  private ClusterStart() {}

  static ReplicatedPostgres of(ClusterSpec spec, List<String> replicas) {
    Machine machine = new EmbeddedMachine(spec);
    try {
      return start(spec, replicas, machine);
    } catch (RuntimeException | Error e) {
      machine.close();
      throw e;
    }
  }

  private static ReplicatedPostgres start(ClusterSpec spec, List<String> names, Machine machine) {
    ServerProcess first = machine.primary("primary");
    PostgresServer primary = new PostgresServer("primary", spec, first, null);
    List<PostgresServer> replicas =
        names.stream()
            .map(name -> new PostgresServer(name, spec, machine.replica(name, first), primary))
            .toList();
    primary.start();
    Databases.createOwner(primary, spec);
    Databases.create(primary, spec);
    replicas.parallelStream().forEach(PostgresServer::start);
    ReplicatedPostgres cluster = new ReplicatedPostgres(spec, machine, primary, replicas);
    cluster.awaitCatchUp();
    cluster.clearStatements();
    return cluster;
  }
}
