package dev.hibernatesplit.testing.internal.log;

import dev.hibernatesplit.testing.FailedStatement;
import dev.hibernatesplit.testing.RanStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of clients in a piece of log, in the order in which the server began them. */
public final class StatementLog {
  private static final Pattern SIMPLE = Pattern.compile("statement: (.*)", Pattern.DOTALL);
  private static final Pattern EXECUTE =
      Pattern.compile("execute (?!fetch from )([^:]+): (.*)", Pattern.DOTALL);
  private static final Pattern PARAMETERS = Pattern.compile("[Pp]arameters: (.*)", Pattern.DOTALL);

  private final List<RanStatement> ran = new ArrayList<>();
  private final List<FailedStatement> failed = new ArrayList<>();

  private StatementLog() {}

  /**
   * @param ownApplication an application that is left out
   */
  public static StatementLog of(byte[] log, String ownApplication) {
    StatementLog statements = new StatementLog();
    List<LogRecord> records =
        LogReader.read(log).stream()
            .filter(r -> r.backendType().equals("client backend"))
            .filter(r -> !r.application().equals(ownApplication))
            .toList();
    for (int i = 0; i < records.size(); i++) {
      statements.add(records.get(i), followers(records, i));
    }
    return statements;
  }

  public List<RanStatement> ran() {
    return List.copyOf(ran);
  }

  public List<FailedStatement> failed() {
    return List.copyOf(failed);
  }

  private void add(LogRecord record, List<LogRecord> followers) {
    switch (record.level()) {
      case "LOG" -> addRun(record, followers);
      case "ERROR", "FATAL" -> addFailure(record, followers);
      default -> {} // DETAIL and its like belong to the message before them.
    }
  }

  private void addRun(LogRecord record, List<LogRecord> followers) {
    Matcher simple = SIMPLE.matcher(record.message());
    Matcher execute = EXECUTE.matcher(record.message());
    if (simple.matches()) {
      ran.add(run(record, followers, simple.group(1), ""));
    } else if (execute.matches()) {
      ran.add(run(record, followers, execute.group(2), execute.group(1)));
    }
  }

  private static RanStatement run(
      LogRecord record, List<LogRecord> followers, String sql, String preparedAs) {
    String parameters =
        followers.stream()
            .filter(r -> r.level().equals("DETAIL"))
            .map(r -> PARAMETERS.matcher(r.message()))
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .findFirst()
            .orElse("");
    return new RanStatement(sql, preparedAs, parameters, record.application(), record.backend());
  }

  private void addFailure(LogRecord record, List<LogRecord> followers) {
    followers.stream()
        .filter(r -> r.level().equals("STATEMENT"))
        .findFirst()
        .ifPresent(
            statement ->
                failed.add(
                    new FailedStatement(
                        statement.message(),
                        record.sqlState(),
                        record.message(),
                        record.application(),
                        record.backend())));
  }

  /** What the same process logged after a message, up to its next LOG, ERROR or FATAL. */
  private static List<LogRecord> followers(List<LogRecord> records, int index) {
    long backend = records.get(index).backend();
    return records.subList(index + 1, records.size()).stream()
        .filter(r -> r.backend() == backend)
        .takeWhile(r -> !r.level().matches("LOG|ERROR|FATAL|WARNING|NOTICE|PANIC"))
        .toList();
  }
}
