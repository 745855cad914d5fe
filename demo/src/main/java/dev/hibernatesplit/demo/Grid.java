package dev.hibernatesplit.demo;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Rows of cells, aligned between lines. The first row is the head. */
final class Grid {

  private final List<List<Cell>> rows = new ArrayList<>();

  /** A text, and its ink, which takes no room. */
  record Cell(String text, UnaryOperator<String> ink) {
    static Cell of(String text) {
      return new Cell(text, UnaryOperator.identity());
    }

    String padded(int width) {
      return ink.apply(text) + " ".repeat(width - text.length());
    }
  }

  Grid row(Cell... cells) {
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    List<Integer> widths = IntStream.range(0, rows.get(0).size()).map(this::width).boxed().toList();
    StringBuilder text = new StringBuilder(rule("┌", "┬", "┐", widths));
    for (int i = 0; i < rows.size(); i++) {
      text.append(i == 1 ? rule("├", "┼", "┤", widths) : "").append(line(rows.get(i), widths));
    }
    return text.append(rule("└", "┴", "┘", widths)).toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).text().length()).max().orElse(0);
  }

  private static String line(List<Cell> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.get(i).padded(widths.get(i)))
        .collect(joining(" │ ", "│ ", " │\n"));
  }

  private static String rule(String left, String middle, String right, List<Integer> widths) {
    return widths.stream()
        .map(width -> "─".repeat(width + 2))
        .collect(joining(middle, left, right + "\n"));
  }
}
