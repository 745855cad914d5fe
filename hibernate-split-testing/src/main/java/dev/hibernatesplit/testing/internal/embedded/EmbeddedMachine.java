package dev.hibernatesplit.testing.internal.embedded;

import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.Machine;
import dev.hibernatesplit.testing.internal.server.ServerProcess;
import dev.hibernatesplit.testing.internal.server.Together;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Servers as processes of this machine, in one folder that goes when the machine is closed. */
public final class EmbeddedMachine implements Machine {
  private final ClusterSpec spec;
  private final Path folder;
  private final Guardian guardian;
  private final List<EmbeddedServer> servers = new CopyOnWriteArrayList<>();

  public EmbeddedMachine(ClusterSpec spec) {
    if (System.getProperty("os.name").startsWith("Windows")) {
      throw new IllegalStateException(
          "The embedded cluster needs a POSIX system: use -Dsplit.cluster=containers");
    }
    this.spec = spec;
    Binaries.folder();
    this.folder = Folders.forCluster();
    this.guardian = Guardian.of(folder);
    try {
      Launcher.chosen().give(folder);
    } catch (IOException e) {
      guardian.close();
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ServerProcess primary(String name) {
    DataFolder data = new DataFolder(folder, name, guardian);
    data.initialise(spec);
    return add(new EmbeddedServer(name, data, guardian));
  }

  @Override
  public ServerProcess replica(String name, ServerProcess primary) {
    DataFolder data = new DataFolder(folder, name, guardian);
    data.copy(new DataFolder(folder, ((EmbeddedServer) primary).name(), guardian));
    data.follow(name, primary.replicationAddress(), spec.admin());
    return add(new EmbeddedServer(name, data, guardian));
  }

  private EmbeddedServer add(EmbeddedServer server) {
    servers.add(server);
    return server;
  }

  @Override
  public void close() {
    try {
      Together.forEach(servers, EmbeddedServer::close);
    } finally {
      guardian.close();
    }
  }
}
