package dev.hibernatesplit.internal.rules;

import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.regex.Pattern;

/** What must hold of a query for a rule to be followed. Looks at the text alone. */
public sealed interface Condition {

  /** Whether it holds of the query. */
  boolean holds(StatementInfo query);

  /** Whether it holds wherever the other holds. May say no where that is hard to tell. */
  boolean covers(Condition other);

  /** There is an aggregate function, or GROUP BY. */
  record Aggregates() implements Condition {

    @Override
    public boolean holds(StatementInfo query) {
      return query.aggregates();
    }

    @Override
    public boolean covers(Condition other) {
      return other instanceof Aggregates;
    }
  }

  /**
   * So many joins.
   *
   * @param least the fewest, included
   * @param most the most, included
   */
  record Joins(int least, int most) implements Condition {

    @Override
    public boolean holds(StatementInfo query) {
      return query.joins() >= least && query.joins() <= most;
    }

    @Override
    public boolean covers(Condition other) {
      return other instanceof Joins joins && joins.least >= least && joins.most <= most;
    }

    /** Both at once. */
    public Joins and(Joins other) {
      return new Joins(Math.max(least, other.least), Math.min(most, other.most));
    }

    /** Whether no number of joins is right. */
    public boolean impossible() {
      return least > most || most < 0;
    }
  }

  /** One of these tables is named in the query. */
  record Tables(List<TableName> names) implements Condition {

    public Tables {
      names = List.copyOf(names);
    }

    @Override
    public boolean holds(StatementInfo query) {
      return query.tables().stream()
          .anyMatch(table -> names.stream().anyMatch(name -> name.mayBe(table)));
    }

    @Override
    public boolean covers(Condition other) {
      return other instanceof Tables tables && tables.names.stream().allMatch(this::includes);
    }

    private boolean includes(TableName one) {
      return names.contains(one) || names.contains(new TableName(null, one.name()));
    }
  }

  /**
   * The regular expression is found somewhere in the text, whatever the case of letters.
   *
   * @param regex the expression as it was written
   * @param pattern the expression compiled
   */
  record Matches(String regex, Pattern pattern) implements Condition {

    private static final int FLAGS =
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;

    /**
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    public Matches(String regex) {
      this(regex, Pattern.compile(regex, FLAGS));
    }

    @Override
    public boolean holds(StatementInfo query) {
      return pattern.matcher(query.sql()).find();
    }

    @Override
    public boolean covers(Condition other) {
      return other instanceof Matches matches && matches.regex.equals(regex);
    }
  }
}
