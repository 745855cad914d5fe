package dev.hibernatesplit.it.start;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The library's log lines, as an operator would see them. */
final class LogLines extends Handler implements AutoCloseable {

  private static final Logger LIBRARY = Logger.getLogger("dev.hibernatesplit");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  LogLines() {
    LIBRARY.addHandler(this);
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
  }

  List<String> warnings() {
    return lines.stream().filter(line -> line.startsWith("WARN")).toList();
  }

  List<String> all() {
    return List.copyOf(lines);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LIBRARY.removeHandler(this);
  }
}
