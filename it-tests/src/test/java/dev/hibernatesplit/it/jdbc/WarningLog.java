package dev.hibernatesplit.it.jdbc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the library warns of, as an operator would see it. */
public final class WarningLog extends Handler implements AutoCloseable {

  private static final Logger LIBRARY = Logger.getLogger("dev.hibernatesplit");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  public WarningLog() {
    LIBRARY.addHandler(this);
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
      lines.add(new SimpleFormatter().formatMessage(line));
    }
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LIBRARY.removeHandler(this);
  }
}
