package dev.hibernatesplit.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hibernatesplit.testing.internal.container.ShellMachine;
import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that is said to the shell of a container, said to shells of this machine: so it is proven
 * without Docker too, save for the containers themselves and {@code pg_basebackup}, which the
 * embedded programs lack.
 */
@EnabledIfSystemProperty(
    named = "proof",
    matches = "true",
    disabledReason = "a minute for a path that few take: part of -Pproof")
class ShellsIT extends ClusterContract {
  @TempDir private static Path folder;
  private static ReplicatedPostgres programs;
  private static Path bin;

  @BeforeAll
  static void find_programs() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "The scripts of containers need /proc");
    assumeTrue(LocalShell.works(), "Neither an ordinary user nor setpriv");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    programs = ReplicatedPostgres.builder().replicas(0).start();
    bin =
        ProcessHandle.current()
            .descendants()
            .flatMap(process -> process.info().command().stream())
            .filter(command -> command.endsWith("/bin/postgres"))
            .map(command -> Path.of(command).resolve("..").normalize())
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  static void close_programs() {
    if (programs != null) {
      programs.close();
    }
  }

  @Override
  ReplicatedPostgres start() {
    Path cluster = folder.resolve("cluster-" + System.nanoTime());
    ClusterSpec spec =
        new ClusterSpec(
            "app",
            new Login("app", "secret's"),
            new Login("postgres", "secret"),
            Map.of("listen_addresses", "127.0.0.1"),
            true);
    return ClusterStart.of(
        spec,
        List.of("r1", "r2"),
        new ShellMachine(spec, name -> new LocalShell(cluster, name, bin), () -> {}));
  }
}
