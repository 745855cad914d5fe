package dev.hibernatesplit.testing.simulated;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What does a text do, and how does H2 say it?
 *
 * @param sql as the application sends it
 * @param verb its first word, in lower case
 * @param forH2 the same in H2's words
 */
record Text(String sql, String verb, String forH2) {

  private static final Set<String> READS =
      Set.of("select", "values", "table", "with", "explain", "show");
  private static final Set<String> CHANGES =
      Set.of("insert", "update", "delete", "merge", "truncate");
  private static final Set<String> CONTROLS = Set.of("set", "reset", "discard");
  private static final Pattern COMMENT =
      Pattern.compile("\\A\\s*(/\\*.*?\\*/\\s*)*", Pattern.DOTALL);
  private static final Pattern VERB = Pattern.compile("\\A\\W*(\\w+)");
  private static final Pattern RETURNING =
      Pattern.compile("\\A(.*)\\sreturning\\s+(.+)\\z", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern LOCK =
      Pattern.compile(
          "\\sfor\\s+(?:no key update|key share|share|update)(?:\\s+of\\s+[\\w,\\s\"]+?)?"
              + "(?=\\s+nowait|\\s+skip\\s|\\s*\\z)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NEXT_VALUE =
      Pattern.compile("nextval\\s*\\(\\s*'([^']+)'\\s*\\)", Pattern.CASE_INSENSITIVE);

  static Text of(String sql) {
    String bare = COMMENT.matcher(sql).replaceFirst("");
    Matcher word = VERB.matcher(bare);
    String verb = word.find() ? word.group(1).toLowerCase(Locale.ROOT) : "";
    return new Text(sql, verb, forH2(verb, sql));
  }

  private static String forH2(String verb, String sql) {
    if (CONTROLS.contains(verb)) {
      return "set @nothing = 0";
    }
    String text = NEXT_VALUE.matcher(sql).replaceAll("next value for $1");
    Matcher returning = RETURNING.matcher(text);
    if (CHANGES.contains(verb) && returning.matches()) {
      String table = verb.equals("delete") ? "old table" : "final table";
      return "select " + returning.group(2) + " from " + table + " (" + returning.group(1) + ")";
    }
    return READS.contains(verb) ? LOCK.matcher(text).replaceAll(" for update") : text;
  }

  /** Whether a replica refuses it. */
  boolean needsPrimary() {
    return writes()
        || LOCK.matcher(sql).find()
        || sql.toLowerCase(Locale.ROOT).contains("nextval(");
  }

  /** Whether others may see that it ran. */
  boolean writes() {
    return !(READS.contains(verb) || CONTROLS.contains(verb));
  }

  /** Whether H2 commits it at once, with all that was before it. */
  boolean endsTransaction() {
    return changesSchema() || verb.equals("truncate");
  }

  /** Whether there are other tables or columns then. */
  boolean changesSchema() {
    return writes() && !CHANGES.contains(verb);
  }

  /** Whether it switches writes off or on for what follows on its connection; null if neither. */
  @Nullable Boolean refusesWritesFromNowOn() {
    return sql.equals("set default_transaction_read_only = on")
        ? Boolean.TRUE
        : sql.equals("reset default_transaction_read_only") ? Boolean.FALSE : null;
  }
}
