package dev.hibernatesplit.internal.explanation;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.internal.config.TransactionReads;
import dev.hibernatesplit.internal.connection.Connector;
import dev.hibernatesplit.internal.consistency.Outlook;
import dev.hibernatesplit.internal.health.Monitor;
import dev.hibernatesplit.internal.routing.Supposed;
import dev.hibernatesplit.internal.routing.Wish;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.TableName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Why does this statement go where it goes now? Thread-safe; sends nothing to any server.
 *
 * @param connector routes statements
 * @param monitor knows how the servers are
 */
public record Explanation(Connector connector, Monitor monitor) {

  /** Some lines of text. */
  public String of(String sql) {
    StatementInfo statement = connector.classifier().classify(sql);
    Outlook outlook = connector.guarantees().outlook(statement);
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    lines.add(statement.sql().strip());
    lines.add("  kind: " + word(statement.kind()) + " (" + statement.detail() + ")");
    lines.add("  tables: " + listed(statement.tables()));
    lines.add("  asked for: " + wish(statement));
    if (statement.isRead()) {
      lines.add("  must see, at consistency " + word(outlook.level()) + ": " + seen(outlook));
    } else if (statement.mayWrite()) {
      lines.add("  what reads must wait for once it is committed: " + touched(outlook));
    }
    outlook.fences().forEach(fence -> lines.add("    " + inWords(fence)));
    lines.add("  targets:");
    Fitness fitness = new Fitness(connector.topology(), monitor);
    fitness.of(statement, outlook).forEach(line -> lines.add("    " + line));
    verdicts(statement, outlook).forEach(line -> lines.add("  " + line));
    return lines.toString();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String listed(Collection<TableName> tables) {
    return tables.isEmpty()
        ? "none"
        : tables.stream().map(TableName::toString).collect(Collectors.joining(", "));
  }

  private String wish(StatementInfo statement) {
    StatementInfo.Hint hint = statement.hint();
    if (hint != null) {
      return hint.target() + ", by a hint in the text";
    }
    Wish table = connector.tables().now().of(statement.tables());
    if (table != null) {
      return table.target() + ", by one of its tables";
    }
    Wish rule = connector.queries().rules().of(statement, outside());
    int routers = connector.queries().routers().size();
    return (rule == null ? "nothing" : rule.target() + ", by a rule in the settings")
        + (routers == 0 ? "" : "; %d QueryRouter(s) are asked before that".formatted(routers));
  }

  private static String seen(Outlook outlook) {
    return switch (outlook.level()) {
      case EVENTUAL -> "nothing in particular";
      case SESSION -> "what its own session or caller has written and seen";
      case APPLICATION -> touched(outlook);
      case GLOBAL ->
          "what was committed anywhere, for which the primary is asked; " + touched(outlook);
      case PRIMARY -> "what the primary has";
    };
  }

  private static String touched(Outlook outlook) {
    if (outlook.everything()) {
      return "every commit of this process, as it may touch any table";
    }
    return outlook.fences().isEmpty() ? "nothing" : "the commits of this process to";
  }

  private static String inWords(Outlook.Fence fence) {
    Duration age = fence.age();
    return fence.table()
        + (fence.oneRow() ? " (one row, by its key)" : "")
        + (age == null ? ": not written yet" : ": written " + Fitness.ago(age))
        + (fence.open() ? ", and a commit of unknown outcome may still come" : "");
  }

  private Supposed outside() {
    return new Supposed(false, false, false, false);
  }

  private List<String> verdicts(StatementInfo statement, Outlook outlook) {
    boolean primaryOnly = outlook.level() == Consistency.PRIMARY;
    boolean untilWrite = connector.transactions().reads() == TransactionReads.UNTIL_WRITE;
    Verdict verdict = new Verdict(connector, statement, outlook);
    return List.of(
        "outside a transaction: " + verdict.of(new Supposed(false, false, false, primaryOnly)),
        "in a read-only transaction: " + verdict.of(new Supposed(true, true, false, primaryOnly)),
        "in one that may write: " + verdict.of(new Supposed(true, false, untilWrite, primaryOnly)));
  }
}
