package dev.hibernatesplit.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Another JVM that starts a cluster, says so, and waits until its input ends. */
final class ChildJvm implements AutoCloseable {
  static final String UP = "up";

  private final Process process;
  private final BufferedReader output;
  private final Path temporary;

  private ChildJvm(Process process, Path temporary) {
    this.process = process;
    this.output = process.inputReader();
    this.temporary = temporary;
  }

  /** With {@code java.io.tmpdir} in the given folder. */
  static ChildJvm start(Path temporary, String... options) throws IOException {
    return start(List.of(), temporary, System.getProperty("java.class.path"), options);
  }

  static ChildJvm start(List<String> prefix, Path temporary, String classPath, String... options)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Xshare:auto");
    command.addAll(List.of("-cp", classPath, ChildCluster.class.getName()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new ChildJvm(process, temporary);
  }

  /** The next line that the child prints, or an empty one at its end. */
  String line() throws IOException {
    return Objects.requireNonNullElse(output.readLine(), "");
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
  }

  /** Ends its input, so that it goes its normal way. */
  void finish() throws IOException {
    process.outputWriter().close();
  }

  Process process() {
    return process;
  }

  /** What is left of clusters in its folder; binaries and files of the JVM itself stay. */
  List<Path> leftOvers() throws IOException {
    try (var files = Files.list(temporary)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("hibernate-split-"))
          .filter(file -> !file.getFileName().toString().startsWith("hibernate-split-cache-"))
          .toList();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
