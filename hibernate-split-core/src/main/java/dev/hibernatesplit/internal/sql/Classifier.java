package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.spi.*;

/** Stub. */
public final class Classifier {
  /** x. */
  public StatementInfo classify(String sql) {
    return new StatementInfo(
        sql, sql.startsWith("select") ? StatementKind.READ : StatementKind.UNKNOWN, "");
  }

  /** x. */
  public boolean learnWrite(String sql) {
    return true;
  }
}
