package dev.hibernatesplit.demo;

import java.util.ArrayList;
import java.util.List;

/** Texts on little room. */
final class Fit {

  /** What stands between the clauses that tell. */
  private static final String LISTS =
      "(?<=\\bselect ).+?(?= from )|(?<= set ).+?(?= where )|(?<=\\().+?(?=\\) values)";

  private Fit() {}

  /** SQL in one line: if it is too long, its lists go, and then its middle. */
  static String sql(String sql, int room) {
    String line = sql.replaceAll("\\s+", " ").strip();
    String lean = line.length() <= room ? line : line.replaceFirst(LISTS, "…");
    if (lean.length() <= room) {
      return lean;
    }
    int tail = room / 3;
    return lean.substring(0, room - tail - 1) + "…" + lean.substring(lean.length() - tail);
  }

  /** Lines of whole words. */
  static List<String> lines(String text, int room) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > room && rest.lastIndexOf(' ', room) > 0) {
      int end = rest.lastIndexOf(' ', room);
      lines.add(rest.substring(0, end));
      rest = rest.substring(end + 1);
    }
    lines.add(rest);
    return lines;
  }
}
