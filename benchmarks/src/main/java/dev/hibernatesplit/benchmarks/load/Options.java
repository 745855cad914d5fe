package dev.hibernatesplit.benchmarks.load;

import dev.hibernatesplit.benchmarks.load.faults.Durations;
import dev.hibernatesplit.benchmarks.load.program.Mix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What all commands can be told. */
final class Options {

  private static final int ITEMS = 1000;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      description = "how much longer a round trip takes (default: ${DEFAULT-VALUE})")
  private String delay = "0ms";

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description = "load that is not measured (default: ${DEFAULT-VALUE})")
  private String warmUp = "5s";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "load that is measured (default: ${DEFAULT-VALUE})")
  private String duration = "30s";

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "rows of the table (default: ${DEFAULT-VALUE})")
  private int items = ITEMS;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "one more setting of the program with the library")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "the report; beside it one in JSON (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("target", "load.html");

  Duration delay() {
    return Durations.read("--delay", delay);
  }

  Duration warmUp() {
    return Durations.read("--warm-up", warmUp);
  }

  Duration duration() {
    return positive("--duration", duration);
  }

  private static Duration positive(String key, String text) {
    Duration duration = Durations.read(key, text);
    if (duration.toSeconds() < 1) {
      throw new IllegalArgumentException(
          key + " = '" + text + "': must be 1s at least. Use e.g. '30s'");
    }
    return duration;
  }

  /** The load that these options and a command's own ask for; see {@link Plan}. */
  Plan plan(int workers, Mix mix, double rate, boolean own) {
    return new Plan(workers, mix, rate, warmUp(), duration(), items(), own);
  }

  /** Warm-up and duration, for people. */
  String times() {
    return warmUp().toSeconds() + " s, " + duration().toSeconds() + " s";
  }

  int items() {
    return atLeast("--rows", 10, items);
  }

  static int atLeast(String key, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          key + " = '" + value + "': must be " + least + " at least. Use e.g. '" + least + "'");
    }
    return value;
  }

  /** A share, from 0 to 1. */
  static double percent(String key, int value) {
    if (value < 0 || value > 100) {
      throw new IllegalArgumentException(
          key + " = '" + value + "': must be from 0 to 100. Use e.g. '90'");
    }
    return value / 100.0;
  }

  Map<String, String> set() {
    return set;
  }

  Path out() {
    return out;
  }
}
