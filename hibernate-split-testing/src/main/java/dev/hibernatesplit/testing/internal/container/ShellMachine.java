package dev.hibernatesplit.testing.internal.container;

import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.Initdb;
import dev.hibernatesplit.testing.internal.server.Machine;
import dev.hibernatesplit.testing.internal.server.ServerProcess;
import dev.hibernatesplit.testing.internal.server.ServerSettings;
import dev.hibernatesplit.testing.internal.server.Together;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Servers behind shells, one each. */
public final class ShellMachine implements Machine {
  private static final String CONF = "data/postgresql.conf";

  private final ClusterSpec spec;
  private final Function<String, Shell> shells;
  private final Runnable atEnd;
  private final List<Shell> open = new CopyOnWriteArrayList<>();

  /**
   * @param shells makes the shell of a server by its name, not yet open
   * @param atEnd what to do when all shells are closed
   */
  public ShellMachine(ClusterSpec spec, Function<String, Shell> shells, Runnable atEnd) {
    this.spec = spec;
    this.shells = shells;
    this.atEnd = atEnd;
  }

  @Override
  public ServerProcess primary(String name) {
    Shell shell = shell(name);
    return new ShellServer(name, shell, () -> initialise(name, shell));
  }

  @Override
  public ServerProcess replica(String name, ServerProcess primary) {
    Shell shell = shell(name);
    String upstream =
        ServerSettings.connectionInfo(name, primary.replicationAddress(), spec.admin());
    return new ShellServer(name, shell, () -> copy(name, shell, upstream));
  }

  private Shell shell(String name) {
    Shell shell = shells.apply(name);
    open.add(shell);
    return shell;
  }

  private void initialise(String name, Shell shell) {
    ShellServer server = new ShellServer(name, shell, () -> {});
    String data = shell.folder() + "/data";
    String password = shell.folder() + "/password";
    server.run(Scripts.WRITE, "password", spec.admin().password());
    server.run(
        Scripts.INITIALISE, Initdb.arguments(data, spec.admin(), password).toArray(String[]::new));
    server.run(Scripts.APPEND, CONF, ServerSettings.lines(ServerSettings.of(spec)));
    server.run(
        Scripts.APPEND,
        CONF,
        ServerSettings.lines(Map.of("listen_addresses", "*", "unix_socket_directories", "")));
    server.run(
        Scripts.WRITE, "data/pg_hba.conf", ServerSettings.hostBasedAuthentication(shell.network()));
  }

  private static void copy(String name, Shell shell, String upstream) {
    ShellServer server = new ShellServer(name, shell, () -> {});
    server.run(Scripts.COPY, upstream);
    server.run(Scripts.APPEND, CONF, ServerSettings.lines(Map.of("primary_conninfo", upstream)));
    server.run(Scripts.WRITE, "data/standby.signal", "");
  }

  @Override
  public void close() {
    try {
      Together.forEach(open, Shell::close);
    } finally {
      atEnd.run();
    }
  }
}
