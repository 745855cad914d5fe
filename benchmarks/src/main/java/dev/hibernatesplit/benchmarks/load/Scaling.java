package dev.hibernatesplit.benchmarks.load;

import dev.hibernatesplit.benchmarks.load.program.Mix;
import dev.hibernatesplit.benchmarks.load.program.Operation;
import dev.hibernatesplit.benchmarks.load.report.Curve;
import dev.hibernatesplit.benchmarks.load.report.Report;
import dev.hibernatesplit.benchmarks.load.report.Run;
import dev.hibernatesplit.benchmarks.load.servers.Site;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What do more replicas bring? Each server can do only so much: a read keeps one of its few
 * connections for a fixed time, so that the processors of one machine are not what is short.
 */
@Command(
    name = "Scaling",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures the throughput with 1, 2, 4, 8 replicas of a fixed capacity.")
public final class Scaling implements Callable<Integer> {

  @Mixin private Options options = new Options();

  @Option(
      names = "--replicas",
      split = ",",
      paramLabel = "N",
      description = "how many, one run each (default: 1,2,4,8)")
  private List<Integer> replicas = List.of(1, 2, 4, 8);

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "to each server (default: ${DEFAULT-VALUE})")
  private int connections = 4;

  @Option(
      names = "--callers",
      paramLabel = "N",
      description = "a replica, a thread each (default: ${DEFAULT-VALUE})")
  private int callers = 8;

  @Option(
      names = "--reads",
      paramLabel = "PERCENT",
      description = "share of reads (default: ${DEFAULT-VALUE})")
  private int reads = 90;

  @Option(
      names = "--goal",
      description = "exit with 1 if less of n times the first is reached (default: 0.95)")
  private double goal = 0.95;

  public static void main(String... arguments) {
    Console.main(new Scaling(), arguments);
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Map<Integer, Run> runs = new LinkedHashMap<>();
    for (int count : replicas) {
      runs.put(count, run(count));
    }
    Curve curve = new Curve(runs);
    List<String> verdict = new ArrayList<>(List.of(verdict(curve)));
    verdict.addAll(runs.values().stream().map(Verdict::of).toList());
    new Report(title(), parameters(), verdict, curve.table() + curve.figure(), named(runs))
        .write(options.out());
    System.out.println(curve.text());
    System.out.println(verdict.get(0) + "\nReport: " + options.out().toAbsolutePath());
    return curve.least() < goal ? 1 : 0;
  }

  private Run run(int count) throws SQLException, InterruptedException {
    Plan plan =
        options.plan(
            callers * count,
            new Mix(Options.percent("--reads", reads), List.of(Operation.FIXED)),
            0,
            true);
    try (Site site = Site.start(count, options.delay(), false)) {
      site.fill(plan.items());
      System.out.println(count + " replicas, " + plan.workers() + " callers");
      return new Drive(site, plan, new Progress(System.out)).split(settings(), List.of());
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("hibernate.hikari.maximumPoolSize", String.valueOf(connections));
    settings.put("hibernate.split.consistency", "session");
    settings.put("hibernate.split.consistency_wait", "100ms"); // the primary has no time for reads
    settings.put("hibernate.split.balancer", "least_connections"); // sees who waits for one
    settings.put("hibernate.split.functions.read_only", "pg_sleep");
    settings.put("hibernate.split.slow_start", "1s");
    settings.putAll(options.set());
    return settings;
  }

  private static List<Run> named(Map<Integer, Run> runs) {
    List<Run> named = new ArrayList<>();
    runs.forEach((count, run) -> named.add(run.named("Replicas: " + count)));
    return named;
  }

  private String verdict(Curve curve) {
    return String.format(
        Locale.ROOT,
        "Throughput with n replicas is at least %.3f times n times that of the first (goal: %.2f)",
        curve.least(),
        goal);
  }

  private String title() {
    return "Scaling: replicas that can do only so much, " + reads + " % reads";
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("callers", callers + " a replica");
    parameters.put(
        "a server's capacity",
        "%d connections; a read keeps one for %.0f ms: %.0f reads a second at most"
            .formatted(
                connections,
                Operation.FIXED_SECONDS * 1000,
                connections / Operation.FIXED_SECONDS));
    parameters.put(
        "mix", reads + " % reads; writes are transactions on the primary, as fast as it can");
    parameters.put("warm-up, duration", options.times() + " each");
    settings().forEach((key, value) -> parameters.put(key, value.toString()));
    parameters.putAll(Machine.described());
    return parameters;
  }
}
