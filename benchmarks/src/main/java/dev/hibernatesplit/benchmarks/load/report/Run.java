package dev.hibernatesplit.benchmarks.load.report;

import dev.hibernatesplit.benchmarks.load.faults.Mark;
import dev.hibernatesplit.benchmarks.load.record.Second;
import dev.hibernatesplit.benchmarks.load.record.Totals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One program under load, from the end of its warm-up to its end.
 *
 * @param name what set it apart
 * @param servers what each server counted, with the warm-up
 * @param leaks what stayed that should not, in words
 */
public record Run(
    String name,
    Totals totals,
    List<Second> seconds,
    List<Mark> marks,
    Map<String, Map<String, Long>> servers,
    List<String> leaks) {

  /** The same under another name. */
  public Run named(String other) {
    return new Run(other, totals, seconds, marks, servers, leaks);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("length_s", totals.length());
    json.put("per_second", perSecond());
    json.put("reads", totals.reads().json());
    json.put("writes", totals.writes().json());
    json.put("failed_reads", totals.failedReads());
    json.put("failed_writes", totals.failedWrites());
    json.put("stale_reads", totals.stale());
    json.put("leaks", leaks);
    json.put("errors", totals.errors());
    json.put("faults", marks.stream().map(Mark::json).toList());
    json.put("by_target", Tables.json(totals.byTarget()));
    json.put("servers", servers);
    json.put("seconds", seconds.stream().map(Second::json).toList());
    return json;
  }

  /** Operations of all kinds. */
  public double perSecond() {
    return totals.all().count() / totals.length();
  }
}
