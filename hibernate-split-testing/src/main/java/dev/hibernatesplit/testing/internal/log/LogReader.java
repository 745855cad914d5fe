package dev.hibernatesplit.testing.internal.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the text log. A message begins with a unit separator (see {@code ServerSettings}), goes on
 * in lines that begin with a tab, which the server has put there, and ends with a line break.
 */
final class LogReader {
  private static final String SEPARATOR = "\037";
  private static final int FIELDS = 6;

  private LogReader() {}

  static List<LogRecord> read(byte[] log) {
    String text = new String(log, StandardCharsets.UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    List<LogRecord> records = new ArrayList<>();
    for (String message : whole.split("\n(?!\t)")) {
      record(message.replace("\n\t", "\n")).ifPresent(records::add);
    }
    return records;
  }

  private static Optional<LogRecord> record(String message) {
    String[] field = message.split(SEPARATOR, FIELDS);
    if (field.length < FIELDS || !field[0].isEmpty()) {
      return Optional.empty();
    }
    String body = field[5];
    int colon = body.indexOf(":  ");
    if (colon < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new LogRecord(
            Long.parseLong(field[1]),
            field[2],
            field[3],
            field[4],
            body.substring(0, colon),
            body.substring(colon + 3)));
  }
}
