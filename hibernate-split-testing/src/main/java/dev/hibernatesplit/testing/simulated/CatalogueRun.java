package dev.hibernatesplit.testing.simulated;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

/** Several results of one text, which H2 does not have: one text after the other. */
final class CatalogueRun {

  private final Statement h2;
  private final Deque<String> left = new ArrayDeque<>(CatalogueAnswers.all());

  CatalogueRun(Statement h2) {
    this.h2 = h2;
  }

  /** Whether there is one more result, which the statement has then. */
  boolean next() throws SQLException {
    String text = left.poll();
    return text != null && h2.execute(text);
  }
}
