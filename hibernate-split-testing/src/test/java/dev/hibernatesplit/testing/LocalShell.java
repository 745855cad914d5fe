package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.container.Shell;
import dev.hibernatesplit.testing.internal.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A shell of this machine in the place of a container's, as an ordinary user. */
final class LocalShell implements Shell {
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=nobody", "--clear-groups", "--");
  private static final List<String> PREFIX = weAreRoot() ? AS_NOBODY : List.of();

  /** Copies the files of an idle primary: enough for a server that recovers as from a crash. */
  private static final String BASE_BACKUP =
      "#!/bin/sh\ncp -Rp \"$SOURCE\" \"$4\" && rm -f \"$4/postmaster.pid\"\n";

  private static final String END =
      """
      pid=$(head -n 1 "$1/data/postmaster.pid") || exit 0
      kill -QUIT "$pid"
      kill -CONT "$pid"
      n=0
      while [ -f "$1/data/postmaster.pid" ] && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done
      """;

  private final Path cluster;
  private final String name;
  private final Path bin;
  private final int port = Ports.take();

  LocalShell(Path cluster, String name, Path bin) {
    this.cluster = cluster;
    this.name = name;
    this.bin = bin;
  }

  static boolean works() throws IOException {
    try {
      List<String> command = new ArrayList<>(PREFIX);
      command.add("true");
      return new ProcessBuilder(command).start().onExit().join().exitValue() == 0;
    } catch (IOException noSuchTool) {
      return false;
    }
  }

  private static boolean weAreRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Override
  public void open() {
    try {
      if (Files.exists(tools())) {
        return;
      }
      Path tools = Files.createDirectories(tools());
      Path tool = Files.writeString(tools.resolve("pg_basebackup"), BASE_BACKUP);
      Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(cluster, PosixFilePermissions.fromString("rwxrwxrwx"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path tools() {
    return cluster.resolve(name + "-tools");
  }

  @Override
  public Result run(String script, List<String> arguments) {
    List<String> command = new ArrayList<>(PREFIX);
    command.addAll(List.of("sh", "-c", script, "sh"));
    command.addAll(arguments);
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(cluster.toFile());
      builder.environment().put("SOURCE", cluster.resolve("primary/data").toString());
      builder.environment().merge("PATH", tools() + ":" + bin, (old, ours) -> ours + ":" + old);
      Path errors = Files.createTempFile(cluster, "errors", "");
      Process process = builder.redirectError(errors.toFile()).start();
      byte[] output = process.getInputStream().readAllBytes();
      return new Result(
          process.onExit().join().exitValue(),
          new String(output, StandardCharsets.UTF_8),
          Files.readString(errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String folder() {
    try {
      return cluster.toRealPath().resolve(name).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int serverPort() {
    return port;
  }

  @Override
  public String network() {
    return "127.0.0.1/32";
  }

  @Override
  public String replicationAddress() {
    return "host=127.0.0.1 port=" + port;
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    run(END, List.of(folder()));
    Ports.giveBack(port);
  }
}
