package dev.hibernatesplit.benchmarks.load;

import dev.hibernatesplit.benchmarks.load.faults.Durations;
import dev.hibernatesplit.benchmarks.load.faults.Fault;
import dev.hibernatesplit.benchmarks.load.faults.Injector;
import dev.hibernatesplit.benchmarks.load.faults.Mark;
import dev.hibernatesplit.benchmarks.load.program.Store;
import dev.hibernatesplit.benchmarks.load.record.Chronicle;
import dev.hibernatesplit.benchmarks.load.record.Recorder;
import dev.hibernatesplit.benchmarks.load.report.Run;
import dev.hibernatesplit.benchmarks.load.servers.LeakCheck;
import dev.hibernatesplit.benchmarks.load.servers.Observer;
import dev.hibernatesplit.benchmarks.load.servers.Site;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Puts a program under load, from its start to its end. */
final class Drive {

  private final Site site;
  private final Plan plan;
  private final Progress progress;

  Drive(Site site, Plan plan, Progress progress) {
    this.site = site;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * On all servers.
   *
   * @param more settings
   */
  Run split(Map<String, Object> more, List<Fault> faults) throws InterruptedException {
    Map<String, Object> settings = site.onAllServers();
    Recorder recorder = new Recorder();
    settings.put("hibernate.split.listeners", recorder);
    settings.putAll(more);
    return run("With the library, on all servers", settings, recorder, faults);
  }

  /**
   * On one server, without the library.
   *
   * @param more settings
   */
  Run plain(Map<String, Object> more, List<Fault> faults) throws InterruptedException {
    Map<String, Object> settings = site.onOneServer();
    settings.putAll(more);
    return run("Without the library, on one server", settings, new Recorder(), faults);
  }

  private Run run(String name, Map<String, Object> settings, Recorder recorder, List<Fault> faults)
      throws InterruptedException {
    progress.begin(name);
    try (Observer observer = new Observer(site.cluster())) {
      LeakCheck leaks = new LeakCheck(observer);
      Chronicle chronicle;
      List<Mark> marks;
      try (Store store = Store.open(settings, plan.items())) {
        Callers callers = new Callers(plan, store, recorder);
        TimeUnit.NANOSECONDS.sleep(plan.warmUp().toNanos());
        chronicle = new Chronicle(recorder);
        marks = measure(chronicle, observer, faults);
        callers.stop();
        leaks.idle();
      }
      leaks.closed();
      return new Run(
          name, chronicle.totals(), chronicle.seconds(), marks, observer.counters(), leaks.leaks());
    }
  }

  private List<Mark> measure(Chronicle chronicle, Observer observer, List<Fault> faults)
      throws InterruptedException {
    Injector injector = new Injector(site.cluster(), faults, chronicle::now, progress::fault);
    try (injector) {
      for (double next = 1; next <= Durations.seconds(plan.duration()); next++) {
        TimeUnit.MILLISECONDS.sleep(Math.max(0, (long) ((next - chronicle.now()) * 1e3)));
        progress.second(chronicle.write(observer.lags()));
      }
    }
    return injector.marks();
  }
}
