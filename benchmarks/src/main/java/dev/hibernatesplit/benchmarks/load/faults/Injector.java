package dev.hibernatesplit.benchmarks.load.faults;

import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Has faults happen, one after the other, on a thread of its own. */
public final class Injector implements AutoCloseable {

  private final ReplicatedPostgres cluster;
  private final List<Fault> script;
  private final DoubleSupplier clock;
  private final Consumer<String> told;
  private final List<Mark> marks = new CopyOnWriteArrayList<>();
  private final Thread thread;

  /**
   * @param clock seconds since the end of the warm-up
   * @param told is told of each fault, in words
   */
  public Injector(
      ReplicatedPostgres cluster, List<Fault> script, DoubleSupplier clock, Consumer<String> told) {
    this.cluster = cluster;
    this.script = script.stream().sorted(Comparator.comparing(Fault::at)).toList();
    this.clock = clock;
    this.told = told;
    this.thread = new Thread(this::run, "injector");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      for (Fault fault : script) {
        awaitTime(Durations.seconds(fault.at()));
        happen(fault);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run is over
    }
  }

  private void happen(Fault fault) throws InterruptedException {
    double begin = clock.getAsDouble();
    told.accept(fault.toString());
    PostgresServer server = server(fault.server());
    String trouble = tried(() -> fault.kind().strike(cluster, server));
    try {
      if (fault.kind().stays()) {
        awaitTime(Durations.seconds(fault.at().plus(fault.lasting())));
      }
    } finally {
      trouble += tried(() -> fault.kind().heal(server));
      marks.add(new Mark(begin, clock.getAsDouble(), fault + trouble));
    }
  }

  /** A fault that does not succeed is told of, and the next follows. */
  private static String tried(Runnable work) {
    try {
      work.run();
      return "";
    } catch (IllegalStateException e) {
      return " (" + e.getMessage() + ")";
    }
  }

  private PostgresServer server(String name) {
    return cluster.servers().stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void awaitTime(double seconds) throws InterruptedException {
    for (double left = seconds - clock.getAsDouble();
        left > 0;
        left = seconds - clock.getAsDouble()) {
      TimeUnit.MICROSECONDS.sleep((long) (left * 1e6) + 1);
    }
  }

  /** What has happened so far. */
  public List<Mark> marks() {
    return List.copyOf(marks);
  }

  /** Heals what is not healed yet; the rest of the script does not happen. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
