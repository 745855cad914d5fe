package dev.hibernatesplit.benchmarks.load;

import dev.hibernatesplit.benchmarks.load.faults.Durations;
import dev.hibernatesplit.benchmarks.load.faults.Fault;
import dev.hibernatesplit.benchmarks.load.faults.FaultReader;
import dev.hibernatesplit.benchmarks.load.faults.Turns;
import dev.hibernatesplit.benchmarks.load.program.Mix;
import dev.hibernatesplit.benchmarks.load.report.Report;
import dev.hibernatesplit.benchmarks.load.report.Run;
import dev.hibernatesplit.benchmarks.load.servers.Site;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The load test: many callers, reads and writes, servers that may fail, and a report. */
@Command(
    name = "LoadTest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Puts a JPA program on a PostgreSQL cluster under load, and reports how it went.")
public final class LoadTest implements Callable<Integer> {

  @Mixin private Options options = new Options();

  @Option(names = "--workers", description = "callers, a thread each (default: ${DEFAULT-VALUE})")
  private int workers = 100;

  @Option(
      names = "--reads",
      paramLabel = "PERCENT",
      description = "share of reads (default: ${DEFAULT-VALUE})")
  private int reads = 90;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "operations a second, whether others have ended or not; latency counts from when one was"
              + " meant to begin (default: 0, each caller begins the next when one has ended)")
  private double rate;

  @Option(names = "--replicas", description = "how many (default: ${DEFAULT-VALUE})")
  private int replicas = 2;

  @Option(
      names = "--consistency",
      paramLabel = "LEVEL",
      description = "eventual, session, application, global or primary (default: ${DEFAULT-VALUE})")
  private String consistency = "application";

  @Option(
      names = "--transaction-reads",
      paramLabel = "WHERE",
      description = "primary or until_write (default: ${DEFAULT-VALUE})")
  private String transactionReads = "primary";

  @Option(
      names = "--pool",
      paramLabel = "N",
      description = "connections to each server (default: ${DEFAULT-VALUE})")
  private int pool = 20;

  @Option(
      names = "--fault",
      paramLabel = "TIME:KIND:SERVER[:TIME]",
      description =
          "what happens when and to whom, and for how long (5s): kill, freeze, pause (replay), cut"
              + " (replication), reset (connections), restart, promote; can be repeated")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--fault-every",
      paramLabel = "TIME",
      description = "a fault of each kind on each replica in turn, healed before the next")
  private String faultEvery = "";

  @Option(names = "--plain", description = "without the library, on one server")
  private boolean plain;

  @Option(names = "--compare", description = "first without the library, then with it")
  private boolean compare;

  @Option(
      names = "--strict",
      description = "exit with 1 if a read has failed or was stale, or something was left behind")
  private boolean strict;

  public static void main(String... arguments) {
    Console.main(new LoadTest(), arguments);
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    Plan plan = plan();
    List<Fault> script = script();
    boolean network = !script.isEmpty();
    List<Run> runs = new ArrayList<>();
    try (Site site = Site.start(replicas, options.delay(), network)) {
      site.fill(plan.items());
      Drive drive = new Drive(site, plan, new Progress(System.out));
      if (plain || compare) {
        runs.add(drive.plain(poolSettings(), plain ? script : List.of()));
      }
      if (!plain) {
        runs.add(drive.split(splitSettings(), script));
      }
    }
    List<String> verdict = runs.stream().map(Verdict::of).toList();
    new Report(title(), parameters(), verdict, "", runs).write(options.out());
    verdict.forEach(System.out::println);
    System.out.println("Report: " + options.out().toAbsolutePath());
    return strict && runs.stream().anyMatch(Verdict::bad) ? 1 : 0;
  }

  private Plan plan() {
    Options.atLeast("--workers", 1, workers);
    Options.atLeast("--replicas", 0, replicas);
    return options.plan(workers, Mix.of(Options.percent("--reads", reads)), rate, own());
  }

  /** Whether a caller is promised only what it wrote itself. */
  private boolean own() {
    return !plain && consistency.equals("session");
  }

  private List<Fault> script() {
    List<String> names = IntStream.rangeClosed(1, replicas).mapToObj(i -> "r" + i).toList();
    Set<String> servers = new LinkedHashSet<>(names);
    servers.add(FaultReader.PRIMARY);
    FaultReader reader = new FaultReader(servers);
    List<Fault> script = new ArrayList<>(faults.stream().map(reader::read).toList());
    if (!faultEvery.isEmpty()) {
      Duration every = Durations.read("--fault-every", faultEvery);
      script.addAll(Turns.every(every, options.duration(), names));
    }
    return script;
  }

  private Map<String, Object> poolSettings() {
    return Map.of("hibernate.hikari.maximumPoolSize", String.valueOf(pool));
  }

  private Map<String, Object> splitSettings() {
    Map<String, Object> settings = new LinkedHashMap<>(poolSettings());
    settings.put("hibernate.split.consistency", consistency);
    settings.put("hibernate.split.transaction_reads", transactionReads);
    settings.putAll(options.set());
    return settings;
  }

  private String title() {
    return "Load test: "
        + workers
        + " callers, "
        + reads
        + " % reads, "
        + (rate > 0 ? rate + " operations a second asked for, " : "")
        + replicas
        + " replicas, consistency "
        + consistency
        + (faultEvery.isEmpty() ? "" : ", a fault every " + faultEvery);
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("callers", String.valueOf(workers));
    parameters.put(
        "loop", rate > 0 ? "open, " + rate + " operations a second" : "closed, without pauses");
    parameters.put(
        "mix",
        reads + " % reads (a third each: find by id, query of ten rows, read-only transaction)");
    parameters.put("rows", String.valueOf(options.items()));
    parameters.put("warm-up, duration", options.times());
    parameters.put("replicas", String.valueOf(replicas));
    parameters.put("connections to each server, at most", String.valueOf(pool));
    parameters.put("network", options.delay().toNanos() / 1000 + " µs more a round trip");
    parameters.put("consistency", consistency);
    parameters.put(
        "a read is stale if it misses",
        own()
            ? "what its own caller had committed before it began"
            : "what any caller had committed before it began");
    parameters.put("transaction_reads", transactionReads);
    options.set().forEach(parameters::put);
    parameters.put("faults", faultEvery.isEmpty() ? faults.toString() : "every " + faultEvery);
    parameters.putAll(Machine.described());
    return parameters;
  }
}
