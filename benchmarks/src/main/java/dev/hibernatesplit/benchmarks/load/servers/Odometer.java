package dev.hibernatesplit.benchmarks.load.servers;

import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up counters that a crash of their server sets to nothing. */
final class Odometer {

  private final Map<String, Long> total = new LinkedHashMap<>();
  private Map<String, Long> last = Map.of();

  synchronized void read(Map<String, Long> counters) {
    counters.forEach(
        (name, value) -> {
          long before = last.getOrDefault(name, value);
          total.merge(name, value >= before ? value - before : value, Long::sum);
        });
    last = counters;
  }

  synchronized Map<String, Long> total() {
    return new LinkedHashMap<>(total);
  }
}
