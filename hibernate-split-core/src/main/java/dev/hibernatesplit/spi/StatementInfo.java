package dev.hibernatesplit.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the classifier knows about one SQL text. Immutable; one instance serves every run of the
 * text.
 *
 * @param sql the text as it is sent: as it was given, without a hint of ours
 * @param kind what kind of statement it is; several statements in one text have the kind that asks
 *     for most, and are never a {@link StatementKind#READ}
 * @param detail why it has this kind, for messages: {@code nextval}, {@code FOR UPDATE}, {@code
 *     unlogged table x}; "plain read" for a read
 * @param effect what later reads may see changed
 * @param tables the relations that the text names, each once; not names of common table expressions
 * @param written those of {@code tables} whose rows the text itself changes
 * @param functions the functions called that may read any table, as written and folded, such as
 *     {@code app.price}: those that are not PostgreSQL's own, and a few that run a text
 * @param joins how many joins: JOIN words, and commas in FROM lists
 * @param aggregates whether it has an aggregate function or GROUP BY
 * @param transactionTime whether the answer depends on when the transaction began: {@code now()},
 *     {@code current_date}
 * @param hint what a hint in the text asks for; null if there is none
 */
public record StatementInfo(
    String sql,
    StatementKind kind,
    String detail,
    Effect effect,
    List<TableName> tables,
    List<TableName> written,
    List<String> functions,
    int joins,
    boolean aggregates,
    boolean transactionTime,
    @Nullable Hint hint) {

  /**
   * What a hint in the text asks for: a leading hint comment with {@code split:target=analytics},
   * which Hibernate writes for {@code setHint("hibernate.query.database", …)}.
   *
   * @param target the target that it names
   * @param problem why it cannot be followed, or null
   */
  public record Hint(String target, @Nullable String problem) {}

  /** What later reads may see changed. */
  public enum Effect {
    /** Nothing: reads, row and advisory locks, sequences, NOTIFY, transaction control. */
    NOTHING,
    /** Rows of the tables in {@link #written()}, and what triggers and foreign keys add to it. */
    WRITTEN_TABLES,
    /** Nobody knows: procedures, unknown functions, schema changes. */
    ANYTHING
  }

  /**
   * The same text, judged anew by what is known otherwise of it.
   *
   * @param kind what it is then; nobody knows what it may change
   * @param detail why
   */
  public StatementInfo as(StatementKind kind, String detail) {
    return new StatementInfo(
        sql,
        kind,
        detail,
        Effect.ANYTHING,
        tables,
        written,
        functions,
        joins,
        aggregates,
        transactionTime,
        hint);
  }

  /** The same text with a hint that stood before it. */
  public StatementInfo hinted(Hint asked) {
    return new StatementInfo(
        sql,
        kind,
        detail,
        effect,
        tables,
        written,
        functions,
        joins,
        aggregates,
        transactionTime,
        asked);
  }

  /** Says whether this text may leave the primary. */
  public boolean isRead() {
    return kind == StatementKind.READ;
  }

  /** Says whether a later read may see what this text did. */
  public boolean mayWrite() {
    return effect != Effect.NOTHING;
  }
}
