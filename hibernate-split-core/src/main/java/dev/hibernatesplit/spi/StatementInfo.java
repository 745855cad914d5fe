package dev.hibernatesplit.spi;

import java.util.List;

/**
 * What the classifier knows about one SQL text. Immutable; one instance serves every run of the
 * text.
 *
 * @param sql the text as it was given
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
    boolean transactionTime) {

  /** What later reads may see changed. */
  public enum Effect {
    /** Nothing: reads, row and advisory locks, sequences, NOTIFY, transaction control. */
    NOTHING,
    /** Rows of the tables in {@link #written()}, and what triggers and foreign keys add to it. */
    WRITTEN_TABLES,
    /** Nobody knows: procedures, unknown functions, schema changes. */
    ANYTHING
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
