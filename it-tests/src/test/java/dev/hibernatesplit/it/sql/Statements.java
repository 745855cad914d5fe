package dev.hibernatesplit.it.sql;

import dev.hibernatesplit.spi.StatementKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The files of this test. */
final class Statements {

  private Statements() {}

  /**
   * One statement.
   *
   * @param kind what it must be
   * @param steady whether it has one answer
   * @param onPrimary whether the primary is asked too
   */
  record Row(StatementKind kind, boolean steady, boolean onPrimary, String sql) {

    static Row parse(String line) {
      int bar = line.indexOf('|');
      String head = line.substring(0, bar);
      return new Row(
          StatementKind.valueOf(head.split(" ")[0]),
          !head.contains("~"),
          !head.contains("-"),
          line.substring(bar + 2).replace('¶', '\n'));
    }

    @Override
    public String toString() {
      return kind + " " + sql;
    }
  }

  static List<Row> rows() {
    return read("statements.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(Row::parse)
        .toList();
  }

  static String read(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Statements.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      return String.join("\n", reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
