package dev.hibernatesplit.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hibernatesplit.testing.internal.container.Containers;
import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.Login;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

class ContainersIT extends ClusterContract {
  @BeforeAll
  static void needs_docker() {
    boolean docker = Containers.available();
    if (!docker) {
      System.out.println("ContainersIT is skipped: no Docker answers on this machine");
    }
    assumeTrue(docker, "No Docker answers on this machine");
  }

  @Override
  ReplicatedPostgres start() {
    Login user = new Login("app", "secret of app");
    Login admin = new Login("postgres", "secret");
    ClusterSpec spec = new ClusterSpec("app", user, admin, Map.of(), true);
    return ClusterStart.of(spec, List.of("r1", "r2"), Containers.machine(spec));
  }
}
