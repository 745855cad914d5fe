package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelClustersIT {
  private static final int CLUSTERS = 3;
  @TempDir private Path temporary;

  @Test
  void clusters_of_one_jvm_are_strangers_to_each_other() throws SQLException {
    List<CompletableFuture<ReplicatedPostgres>> starting =
        Stream.generate(() -> CompletableFuture.supplyAsync(ReplicatedPostgres::start))
            .limit(CLUSTERS)
            .toList();
    List<ReplicatedPostgres> clusters = starting.stream().map(CompletableFuture::join).toList();
    try {
      List<String> identifiers = new ArrayList<>();
      List<Integer> ports = new ArrayList<>();
      for (ReplicatedPostgres cluster : clusters) {
        identifiers.add(systemIdentifier(cluster.primary()));
        cluster.servers().forEach(server -> ports.add(server.port()));
      }
      assertThat(identifiers).doesNotHaveDuplicates();
      assertThat(ports).hasSize(3 * CLUSTERS).doesNotHaveDuplicates();
    } finally {
      clusters.forEach(ReplicatedPostgres::close);
    }
  }

  @Test
  void jvms_that_unpack_at_the_same_time_do_not_disturb_each_other() throws IOException {
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (ChildJvm one = ChildJvm.start(temporary, "closed");
        ChildJvm other = ChildJvm.start(temporary, "closed")) {
      assertThat(Path.of(one.line())).exists();
      assertThat(Path.of(other.line())).exists();
      assertThat(one.line()).isEqualTo(ChildJvm.UP);
      assertThat(other.line()).isEqualTo(ChildJvm.UP);
      one.finish();
      other.finish();
      assertThat(one.process().onExit().join().exitValue()).isZero();
      assertThat(other.process().onExit().join().exitValue()).isZero();
      assertThat(one.leftOvers()).isEmpty();
    }
  }

  private static String systemIdentifier(PostgresServer server) throws SQLException {
    try (Connection admin = server.adminConnection()) {
      return Sql.ask(admin, "select system_identifier from pg_control_system()");
    }
  }
}
