package dev.hibernatesplit.benchmarks.load;

import dev.hibernatesplit.benchmarks.Bout;
import dev.hibernatesplit.benchmarks.load.program.Mix;
import dev.hibernatesplit.benchmarks.load.program.Operation;
import dev.hibernatesplit.benchmarks.load.report.Report;
import dev.hibernatesplit.benchmarks.load.report.Run;
import dev.hibernatesplit.benchmarks.load.servers.Site;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Read-only transactions with one find each: by turns without the library, and with it. */
@Command(
    name = "ReadOnlyDuel",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compares read-only transactions a second with those without the library.")
public final class ReadOnlyDuel implements Callable<Integer> {

  @Mixin private Options options = new Options();

  @Option(names = "--callers", description = "a thread each (default: ${DEFAULT-VALUE})")
  private int callers = 4;

  @Option(names = "--rounds", description = "both in each (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(names = "--replicas", description = "how many (default: ${DEFAULT-VALUE})")
  private int replicas = 2;

  @Option(
      names = "--goal",
      description = "exit with 1 if the median ratio is less (default: ${DEFAULT-VALUE})")
  private double goal = 1.7;

  private final List<Double> ratios = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();

  public static void main(String... arguments) {
    Console.main(new ReadOnlyDuel(), arguments);
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Options.atLeast("--rounds", 1, rounds);
    Plan plan = options.plan(callers, new Mix(1, List.of(Operation.READ_ONLY)), 0, false);
    try (Site site = Site.start(replicas, options.delay(), true)) {
      site.fill(plan.items());
      for (int i = 0; i < rounds; i++) {
        round(new Drive(site, plan, new Progress(System.out)));
      }
    }
    new Report(title(), parameters(), List.of(verdict()), "", runs).write(options.out());
    System.out.println(verdict() + "\nReport: " + options.out().toAbsolutePath());
    return median() < goal ? 1 : 0;
  }

  private void round(Drive drive) throws InterruptedException {
    Map<String, Object> pool = Map.of("hibernate.hikari.maximumPoolSize", String.valueOf(callers));
    Map<String, Object> split = new LinkedHashMap<>(pool);
    split.putAll(options.set());
    Run without = drive.plain(pool, List.of());
    Run with = drive.split(split, List.of());
    ratios.add(with.perSecond() / without.perSecond());
    runs.clear(); // the report shows the last two
    runs.add(without);
    runs.add(with);
    System.out.printf(
        Locale.ROOT,
        "%.0f a second without, %.0f with: %.3f%n",
        without.perSecond(),
        with.perSecond(),
        with.perSecond() / without.perSecond());
  }

  private double median() {
    return Bout.middle(ratios.stream().mapToDouble(ratio -> ratio).toArray());
  }

  private String verdict() {
    double[] sorted = ratios.stream().mapToDouble(ratio -> ratio).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "Read-only transactions a second, with the library to without: %.2f (%.2f–%.2f over %d"
            + " rounds; goal: %.2f). The last round: %s",
        median(),
        sorted[0],
        sorted[sorted.length - 1],
        sorted.length,
        goal,
        Arrays.toString(runs.stream().mapToLong(run -> Math.round(run.perSecond())).toArray()));
  }

  private String title() {
    return "Read-only transactions of one find, "
        + callers
        + " callers, "
        + options.delay().toNanos() / 1000
        + " µs more a round trip";
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("callers, and connections to each server", String.valueOf(callers));
    parameters.put("replicas", String.valueOf(replicas));
    parameters.put("rounds", rounds + ", each first without the library, then with it");
    parameters.put("warm-up, duration", options.times() + " each");
    options.set().forEach(parameters::put);
    parameters.putAll(Machine.described());
    return parameters;
  }
}
