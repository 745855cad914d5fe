package dev.hibernatesplit.internal.sql;

import static dev.hibernatesplit.internal.sql.Frames.AFTER;
import static dev.hibernatesplit.internal.sql.Frames.BEFORE_USING;
import static dev.hibernatesplit.internal.sql.Frames.CONDITION;
import static dev.hibernatesplit.internal.sql.Frames.EXPECT;
import static dev.hibernatesplit.internal.sql.Frames.INSERT;
import static dev.hibernatesplit.internal.sql.Frames.IN_FROM;
import static dev.hibernatesplit.internal.sql.Frames.NEW_TABLE;
import static dev.hibernatesplit.internal.sql.Frames.QUERY;
import static dev.hibernatesplit.internal.sql.Frames.TARGET;
import static dev.hibernatesplit.internal.sql.Frames.WITH;
import static dev.hibernatesplit.internal.sql.Frames.WITH_NAME;

import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;

/** What does a reserved word begin? For one thread. */
final class Clauses {

  private final Facts facts;
  private final Frames frames;
  private final Previous previous;
  private final WithClause common;

  Clauses(Facts facts, Frames frames, Previous previous, WithClause common) {
    this.facts = facts;
    this.frames = frames;
    this.previous = previous;
    this.common = common;
  }

  void begin(Keyword keyword) {
    switch (keyword) {
      case SELECT, VALUES -> frames.change(IN_FROM | WITH | WITH_NAME | INSERT, QUERY);
      case FROM -> from();
      case TABLE -> table();
      case WITH -> common.begin();
      case INTO -> into();
      case ON -> {
        if (frames.has(AFTER)) {
          frames.change(AFTER, CONDITION);
        }
      }
      case USING -> using();
      case GROUP -> {
        facts.aggregates = true;
        frames.change(IN_FROM, 0);
      }
      case WHERE, HAVING, ORDER, LIMIT, OFFSET, FETCH, WINDOW -> frames.change(IN_FROM, 0);
      case UNION, INTERSECT, EXCEPT, RETURNING, FOR -> frames.change(IN_FROM, 0);
      case CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP, LOCALTIME, LOCALTIMESTAMP -> {
        facts.transactionTime = true;
        frames.complete();
      }
      case CURRENT_CATALOG, CURRENT_ROLE, CURRENT_USER, SESSION_USER, SYSTEM_USER, USER ->
          frames.complete();
      default -> {}
    }
  }

  private void from() {
    if (previous.is(Keyword.DELETE)) {
      facts.raise(StatementKind.WRITE, "DELETE", Effect.WRITTEN_TABLES);
      frames.change(IN_FROM | WITH | WITH_NAME, QUERY | EXPECT | TARGET | BEFORE_USING);
    } else if (frames.has(QUERY) && !previous.is(Keyword.DISTINCT)) {
      frames.change(IN_FROM, EXPECT);
    }
  }

  private void table() {
    if (!frames.has(NEW_TABLE)) {
      frames.change(IN_FROM | WITH | WITH_NAME, QUERY | EXPECT);
    }
  }

  private void into() {
    if (previous.is(Keyword.INSERT)) {
      facts.raise(StatementKind.WRITE, "INSERT", Effect.WRITTEN_TABLES);
      frames.change(IN_FROM | WITH | WITH_NAME, EXPECT | TARGET | INSERT);
    } else if (previous.is(Keyword.MERGE)) {
      facts.raise(StatementKind.WRITE, "MERGE", Effect.WRITTEN_TABLES);
      frames.change(IN_FROM | WITH | WITH_NAME, QUERY | EXPECT | TARGET | BEFORE_USING);
    } else {
      facts.raise(StatementKind.WRITE, "SELECT INTO", Effect.ANYTHING);
      frames.change(IN_FROM, NEW_TABLE);
    }
  }

  private void using() {
    if (frames.has(BEFORE_USING)) {
      frames.change(IN_FROM | BEFORE_USING, EXPECT);
    }
  }
}
