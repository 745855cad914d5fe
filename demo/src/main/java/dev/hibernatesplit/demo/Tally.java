package dev.hibernatesplit.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often which statement ran on one server, by two witnesses: the library's decisions, and the
 * server's own log.
 *
 * @param decided by SQL text, the statements that were sent there
 * @param ran by SQL text, the statements that the server ran
 */
record Tally(Map<String, Long> decided, Map<String, Long> ran) {

  static Tally of(List<String> decided, List<String> ran) {
    return new Tally(count(decided), count(ran));
  }

  /** Parameters are {@code ?} in JDBC, {@code $1} to the server. */
  private static Map<String, Long> count(List<String> statements) {
    return statements.stream()
        .collect(
            groupingBy(sql -> sql.replaceAll("\\$\\d+|\\?\\d*", "?"), TreeMap::new, counting()));
  }

  long decisions() {
    return total(decided);
  }

  long runs() {
    return total(ran);
  }

  /** Whether both witnesses say the same of every statement. */
  boolean agrees() {
    return decided.equals(ran);
  }

  /** Where the witnesses contradict each other, a line a statement. */
  List<String> contradictions() {
    TreeSet<String> texts = new TreeSet<>(decided.keySet());
    texts.addAll(ran.keySet());
    return texts.stream()
        .filter(sql -> !decided.getOrDefault(sql, 0L).equals(ran.getOrDefault(sql, 0L)))
        .map(
            sql ->
                decided.getOrDefault(sql, 0L)
                    + " sent, "
                    + ran.getOrDefault(sql, 0L)
                    + " run: "
                    + sql)
        .toList();
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
