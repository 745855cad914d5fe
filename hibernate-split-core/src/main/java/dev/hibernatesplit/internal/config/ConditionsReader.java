package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.internal.rules.Condition;
import dev.hibernatesplit.spi.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of a query rule, {@code aggregates and joins > 3}. */
final class ConditionsReader {

  private static final String QUOTED = "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"";
  private static final Pattern QUOTED_OR_AND = form(QUOTED + "|\\band\\b");
  private static final Pattern QUOTED_OR_COMMA = form(QUOTED + "|,");

  /** What a condition may look like, most likely first. */
  private static final List<Form> FORMS =
      List.of(
          new Form("aggregates", "aggregates", (reader, parts) -> reader.aggregates()),
          new Form("joins > 3", "joins\\s*([<>]=?|=)\\s*(\\d{1,6})", ConditionsReader::joins),
          new Form("table = audit_log", "table\\s*=(.+)", ConditionsReader::table),
          new Form(
              "table in (audit_log, shop.visit)",
              "table\\s+in\\s*\\((.+)\\)",
              ConditionsReader::tables),
          new Form(
              "sql matches 'from\\s+visit'",
              "sql\\s+matches\\s*'((?:[^']|'')+)'",
              ConditionsReader::matches));

  private record Form(
      String example, Pattern pattern, BiConsumer<ConditionsReader, Matcher> reading) {

    Form(String example, String regex, BiConsumer<ConditionsReader, Matcher> reading) {
      this(example, form(regex), reading);
    }

    /** How far a text is from this form, by its first word. */
    int distance(String word) {
      return Nearest.distance(word, example.split(" ", 2)[0]);
    }
  }

  private final Problems problems;
  private final String key;
  private final List<Condition> conditions = new ArrayList<>();
  private Condition.@Nullable Joins joins;
  private boolean wrong;

  ConditionsReader(Problems problems, String key) {
    this.problems = problems;
    this.key = key;
  }

  private static Pattern form(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /** The conditions, none if one of them is wrong. */
  List<Condition> read(String when) {
    for (String written : parts(when, QUOTED_OR_AND)) {
      one(written);
    }
    if (joins != null && joins.impossible()) {
      wrong(when, "no query has so many joins", "Correct the numbers");
    } else if (joins != null) {
      conditions.add(joins);
    }
    return wrong ? List.of() : conditions;
  }

  /** What stands between the separators, but for those in quotes. */
  private static List<String> parts(String text, Pattern quotedOrSeparator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    Matcher found = quotedOrSeparator.matcher(text);
    while (found.find()) {
      char first = found.group().charAt(0);
      if (first != '\'' && first != '"') {
        parts.add(text.substring(start, found.start()).strip());
        start = found.end();
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  private void one(String written) {
    for (Form form : FORMS) {
      Matcher parts = form.pattern.matcher(written);
      if (parts.matches()) {
        form.reading.accept(this, parts);
        return;
      }
    }
    wrong(written, "is no condition", remedy(written));
  }

  private void aggregates() {
    conditions.add(new Condition.Aggregates());
  }

  private void joins(Matcher parts) {
    int number = Integer.parseInt(parts.group(2));
    Condition.Joins asked =
        switch (parts.group(1)) {
          case ">" -> new Condition.Joins(number + 1, Integer.MAX_VALUE);
          case ">=" -> new Condition.Joins(number, Integer.MAX_VALUE);
          case "<" -> new Condition.Joins(0, number - 1);
          case "<=" -> new Condition.Joins(0, number);
          default -> new Condition.Joins(number, number);
        };
    joins = joins == null ? asked : joins.and(asked);
  }

  private void table(Matcher parts) {
    tables(List.of(parts.group(1)));
  }

  private void tables(Matcher parts) {
    tables(parts(parts.group(1), QUOTED_OR_COMMA));
  }

  private void tables(List<String> written) {
    List<TableName> names = new ArrayList<>();
    for (String name : written) {
      try {
        names.add(TableName.of(name));
      } catch (IllegalArgumentException e) {
        String remedy = "Use e.g. 'audit_log', 'shop.audit_log' or 'shop.\"AuditLog\"'";
        wrong(name.strip(), "is not the name of a table", remedy);
      }
    }
    conditions.add(new Condition.Tables(names));
  }

  private void matches(Matcher parts) {
    String regex = parts.group(1).replace("''", "'");
    try {
      conditions.add(new Condition.Matches(regex));
    } catch (PatternSyntaxException e) {
      String place = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
      String rule = "is no regular expression: " + e.getDescription() + place;
      wrong(regex, rule, "Use one of java.util.regex");
    }
  }

  private static String remedy(String written) {
    String word = written.split("[^\\p{L}]", 2)[0];
    Form nearest = Collections.min(FORMS, Comparator.comparingInt(form -> form.distance(word)));
    return "Write e.g. \""
        + nearest.example
        + "\"; there are, joined by 'and': "
        + FORMS.stream().map(Form::example).collect(Collectors.joining("; "));
  }

  private void wrong(String written, String rule, String remedy) {
    wrong = true;
    problems.add(key, "'" + written + "' " + rule, remedy);
  }
}
