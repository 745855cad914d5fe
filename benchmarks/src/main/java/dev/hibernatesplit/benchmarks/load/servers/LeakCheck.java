package dev.hibernatesplit.benchmarks.load.servers;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Does anything stay that should not? The servers themselves are asked, and the JVM. */
public final class LeakCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration STEP = Duration.ofMillis(100);

  private final Observer observer;
  private final Set<Thread> before;
  private final List<String> leaks = new ArrayList<>();

  /** Call it before the program starts. */
  public LeakCheck(Observer observer) {
    this.observer = observer;
    this.before = Thread.getAllStackTraces().keySet();
  }

  /** Nobody calls, the program is still there: no connection is in use. */
  public void idle() {
    note(() -> sessions("busy", Sample::busy));
  }

  /** The program is closed: no connection and no thread is left. */
  public void closed() {
    note(() -> sessions("open", Sample::sessions));
    note(this::threads);
  }

  /** What has stayed, in words; nothing at best. */
  public List<String> leaks() {
    return List.copyOf(leaks);
  }

  /** What still stays after some patience is a leak. */
  private void note(Supplier<List<String>> look) {
    List<String> seen = look.get();
    for (long step = 0; step < PATIENCE.dividedBy(STEP) && !seen.isEmpty(); step++) {
      LockSupport.parkNanos(STEP.toNanos());
      seen = look.get();
    }
    leaks.addAll(seen);
  }

  private List<String> sessions(String how, ToIntFunction<Sample> figure) {
    List<String> seen = new ArrayList<>();
    for (Watched server : observer.servers()) {
      int count = count(server, figure);
      if (count > 0) {
        seen.add(count + " sessions still " + how + " on " + server.name());
      }
    }
    return seen;
  }

  private static int count(Watched server, ToIntFunction<Sample> figure) {
    try {
      return figure.applyAsInt(server.now());
    } catch (SQLException e) {
      return 0; // who is gone holds nothing
    }
  }

  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !before.contains(thread))
        .map(Thread::getName)
        .filter(LeakCheck::ours)
        .sorted()
        .map(name -> "Thread " + name)
        .collect(Collectors.toList());
  }

  /** The JVM, the driver and the proxies have threads of their own. */
  private static boolean ours(String name) {
    return name.startsWith("hibernate-split")
        || name.contains("HikariPool")
        || name.contains("housekeeper")
        || name.startsWith("caller ");
  }
}
