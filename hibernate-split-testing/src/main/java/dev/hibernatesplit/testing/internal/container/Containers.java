package dev.hibernatesplit.testing.internal.container;

import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.Machine;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/** The machine that is Docker, by Testcontainers. */
public final class Containers {
  private Containers() {}

  /** Whether Docker answers. */
  public static boolean available() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** Servers in containers that share a network. */
  public static Machine machine(ClusterSpec spec) {
    Network network = Network.newNetwork();
    return new ShellMachine(spec, name -> new ContainerShell(name, network), network::close);
  }
}
