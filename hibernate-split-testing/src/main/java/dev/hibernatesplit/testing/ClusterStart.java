package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.container.Containers;
import dev.hibernatesplit.testing.internal.embedded.EmbeddedMachine;
import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.Machine;
import dev.hibernatesplit.testing.internal.server.ServerProcess;
import dev.hibernatesplit.testing.internal.server.Together;
import java.util.List;

/** From a wish to running servers. */
final class ClusterStart {
  private static final String PLACE = "split.cluster";

  private ClusterStart() {}

  /** On the machine that {@code -Dsplit.cluster} names. */
  static ReplicatedPostgres of(ClusterSpec spec, List<String> replicas) {
    return of(spec, replicas, machine(spec));
  }

  static ReplicatedPostgres of(ClusterSpec spec, List<String> replicas, Machine machine) {
    try {
      return start(spec, replicas, machine);
    } catch (RuntimeException | Error e) {
      machine.close();
      throw e;
    }
  }

  private static Machine machine(ClusterSpec spec) {
    String place = System.getProperty(PLACE, "embedded");
    return switch (place) {
      case "embedded" -> new EmbeddedMachine(spec);
      case "containers" -> containers(spec);
      default ->
          throw new IllegalArgumentException(
              PLACE + " = '" + place + "': must be 'embedded' (the default) or 'containers'");
    };
  }

  private static Machine containers(ClusterSpec spec) {
    try {
      return Containers.machine(spec);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          PLACE + " = 'containers': needs org.testcontainers:testcontainers-postgresql", e);
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
    Together.forEach(replicas, PostgresServer::start);
    ReplicatedPostgres cluster = new ReplicatedPostgres(spec, machine, primary, replicas);
    cluster.awaitCatchUp();
    cluster.clearStatements();
    return cluster;
  }
}
