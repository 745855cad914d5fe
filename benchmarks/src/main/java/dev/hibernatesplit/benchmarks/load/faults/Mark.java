package dev.hibernatesplit.benchmarks.load.faults;

import java.util.Map;

/**
 * Something that has happened.
 *
 * @param begin in seconds from the end of the warm-up
 * @param end when all was well again, as far as the servers go
 * @param text what it was
 */
public record Mark(double begin, double end, String text) {

  public Map<String, Object> json() {
    return Map.of("begin_s", begin, "end_s", end, "fault", text);
  }
}
