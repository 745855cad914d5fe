package dev.hibernatesplit.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM that runs one journey on one side, whenever it is told to. */
final class Contender implements AutoCloseable {

  private final Process process;
  private final PrintWriter to;
  private final BufferedReader from;
  private Sample last = new Sample(0, 0);

  private Contender(Journey journey, Side side, String classPath) throws IOException {
    this.process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-cp",
                classPath,
                Worker.class.getName(),
                journey.name(),
                side.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    this.to = new PrintWriter(process.outputWriter(UTF_8), true);
    this.from = process.inputReader(UTF_8);
  }

  /** Plain Hibernate, whose class path has never seen us. */
  static Contender withoutJar(Journey journey) throws IOException {
    return new Contender(
        journey,
        Side.PLAIN,
        Stream.of(classPath().split(File.pathSeparator))
            .filter(entry -> !entry.contains("hibernate-split-core"))
            .collect(Collectors.joining(File.pathSeparator)));
  }

  static Contender withJar(Journey journey, Side side) throws IOException {
    return new Contender(journey, side, classPath());
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  Sample run(int millis) throws IOException {
    to.println(millis);
    String answer = from.readLine();
    if (answer == null) {
      throw new IOException("The contender has died; its last words are above");
    }
    return Sample.parse(answer);
  }

  void last(Sample sample) {
    last = sample;
  }

  Sample last() {
    return last;
  }

  @Override
  public void close() {
    to.close();
    process.destroy();
  }
}
