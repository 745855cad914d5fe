package dev.hibernatesplit.testing.internal.embedded;

import dev.hibernatesplit.testing.internal.server.ClusterSpec;
import dev.hibernatesplit.testing.internal.server.Initdb;
import dev.hibernatesplit.testing.internal.server.Login;
import dev.hibernatesplit.testing.internal.server.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server has on disk: its data, its settings, its log. */
final class DataFolder {
  private static final String STANDBY = "standby.signal";

  private final Path cluster;
  private final Path data;
  private final Path log;
  private final Guardian guardian;

  DataFolder(Path cluster, String name, Guardian guardian) {
    this.cluster = cluster;
    this.data = cluster.resolve(name);
    this.log = cluster.resolve(name + ".log");
    this.guardian = guardian;
  }

  Path data() {
    return data;
  }

  Path log() {
    return log;
  }

  /** Makes a new database cluster, with its own system identifier. */
  void initialise(ClusterSpec spec) {
    Path password = write(cluster.resolve("password"), spec.admin().password());
    String initdb = Binaries.folder().resolve("bin/initdb").toString();
    run(
        Stream.concat(
                Stream.of(initdb),
                Initdb.arguments(data.toString(), spec.admin(), password.toString()).stream())
            .toList());
    append("postgresql.conf", ServerSettings.lines(ServerSettings.of(spec)));
    append(
        "postgresql.conf",
        ServerSettings.lines(
            Map.of("listen_addresses", "127.0.0.1", "unix_socket_directories", "")));
    write(data.resolve("pg_hba.conf"), ServerSettings.hostBasedAuthentication("127.0.0.1/32"));
  }

  /** Becomes what {@code other} is, which must not have been started yet. */
  void copy(DataFolder other) {
    run(List.of("cp", "-Rp", other.data.toString(), data.toString()));
  }

  /** Starts as a replica. */
  void follow(String name, String address, Login login) {
    append(
        "postgresql.conf",
        ServerSettings.lines(
            Map.of("primary_conninfo", ServerSettings.connectionInfo(name, address, login))));
    write(data.resolve(STANDBY), "");
  }

  /** Starts as a primary, on the timeline it is on. */
  void lead() {
    try {
      Files.deleteIfExists(data.resolve(STANDBY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process of PostgreSQL with this data, its output in the log. */
  Process start(List<String> command) throws IOException {
    Process process = Launcher.chosen().command(cluster, log, command).start();
    guardian.watch(process);
    return process;
  }

  /** Line {@code number} of {@link #postmaster()}. */
  Optional<String> postmaster(int number) {
    List<String> lines = postmaster();
    return lines.size() > number ? Optional.of(lines.get(number)) : Optional.empty();
  }

  /**
   * The lines of {@code postmaster.pid}, from 0: 0 pid, 6 shared memory, 7 state; none if there is
   * no such file. Each start replaces it, so lines of two readings may be of two starts.
   */
  List<String> postmaster() {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid")).stream()
          .map(String::strip)
          .toList();
    } catch (IOException notRunning) {
      return List.of();
    }
  }

  String logText() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      return "(log unreadable: " + e + ")";
    }
  }

  private void run(List<String> command) {
    try {
      int status = start(command).waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            command.get(0) + " failed with status " + status + ":\n" + logText());
      }
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command.get(0), e);
    }
  }

  private void append(String file, String lines) {
    try {
      Files.writeString(data.resolve(file), lines, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      Files.writeString(file, text);
      Launcher.chosen().give(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
