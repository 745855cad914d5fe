package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever way a JVM ends, its servers and files go. */
class NothingStaysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  @TempDir private static Path temporary;

  @BeforeAll
  static void let_everybody_in() throws IOException {
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "frozen", "killed"})
  void after_a_killed_jvm(String wish) throws IOException {
    try (ChildJvm child = ChildJvm.start(temporary, wish)) {
      Path cluster = up(child);
      List<ProcessHandle> servers = serversIn(cluster);
      assertThat(servers).hasSize(wish.equals("killed") ? 2 : 3);
      child.kill();
      assertGone(child, cluster, servers);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed", "not closed"})
  void after_a_normal_end(String wish) throws IOException {
    try (ChildJvm child = ChildJvm.start(temporary, wish)) {
      Path cluster = up(child);
      List<ProcessHandle> servers = serversIn(cluster);
      child.finish();
      assertGone(child, cluster, servers);
    }
  }

  @Test
  void after_close_in_this_jvm() throws SQLException {
    ReplicatedPostgres cluster = ReplicatedPostgres.start();
    Path folder = Path.of(ChildCluster.dataFolder(cluster)).resolve("..").normalize();
    List<ProcessHandle> servers = serversIn(folder);
    assertThat(servers).hasSize(3);
    cluster.replica("r1").freeze();
    cluster.replica("r2").kill();
    cluster.close();
    assertThat(servers).noneMatch(ProcessHandle::isAlive);
    assertThat(folder).doesNotExist();
  }

  private Path up(ChildJvm child) throws IOException {
    Path cluster = Path.of(child.line()).resolve("..").normalize();
    assertThat(child.line()).isEqualTo(ChildJvm.UP);
    assertThat(cluster).isDirectory().hasParent(temporary.toRealPath());
    return cluster;
  }

  private static void assertGone(ChildJvm child, Path cluster, List<ProcessHandle> servers) {
    await().atMost(PATIENCE).until(() -> !child.process().isAlive());
    await().atMost(PATIENCE).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
    await().atMost(PATIENCE).until(() -> !Files.exists(cluster));
    await().atMost(PATIENCE).until(() -> child.leftOvers().isEmpty());
  }

  private static List<ProcessHandle> serversIn(Path cluster) {
    return ProcessHandle.allProcesses()
        .filter(
            process -> process.info().command().filter(c -> c.endsWith("/postgres")).isPresent())
        .filter(process -> arguments(process).contains(cluster.toString()))
        .toList();
  }

  private static String arguments(ProcessHandle process) {
    return process.info().arguments().map(a -> String.join(" ", a)).orElse("");
  }
}
