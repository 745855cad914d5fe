package dev.hibernatesplit.it.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What a script saw, line by line: each answer, or the SQLSTATE of its refusal. */
final class Transcript {

  private final List<String> lines = new ArrayList<>();

  /** A step that has an answer. */
  @FunctionalInterface
  interface Question {
    Object ask() throws SQLException;
  }

  /** A step that has none. */
  @FunctionalInterface
  interface Action {
    void act() throws SQLException;
  }

  /** Writes down what the question is answered; a result is read and closed. */
  void ask(String what, Question question) {
    try {
      lines.add(what + " = " + shown(question.ask()));
    } catch (SQLException e) {
      lines.add(what + " ! " + e.getSQLState());
    }
  }

  /** Writes down whether it worked. */
  void act(String what, Action action) {
    ask(
        what,
        () -> {
          action.act();
          return "done";
        });
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  private static String shown(Object value) throws SQLException {
    if (value instanceof ResultSet rows) {
      return rows(rows);
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    } else if (value instanceof int[] numbers) {
      return Arrays.toString(numbers);
    } else if (value instanceof long[] numbers) {
      return Arrays.toString(numbers);
    } else if (value instanceof Object[] objects) {
      return Arrays.deepToString(objects);
    } else if (value instanceof Array array) {
      return array.getBaseTypeName() + shown(array.getArray());
    } else if (value instanceof Blob blob) {
      return "blob " + shown(blob.getBytes(1, (int) blob.length()));
    } else if (value instanceof Clob clob) {
      return "clob " + clob.getSubString(1, (int) clob.length());
    } else if (value instanceof SQLXML xml) {
      return "xml " + xml.getString();
    } else if (value instanceof SQLWarning warning) {
      return warning.getSQLState() + " " + warning.getMessage();
    } else if (value instanceof Map<?, ?> map) {
      return new TreeMap<>(map).toString();
    }
    return String.valueOf(value);
  }

  private static String rows(ResultSet rows) throws SQLException {
    StringJoiner shown = new StringJoiner(" | ");
    try (rows) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringJoiner row = new StringJoiner(", ");
        for (int i = 1; i <= columns; i++) {
          row.add(shown(rows.getObject(i)));
        }
        shown.add(row.toString());
      }
    }
    return shown.toString();
  }
}
