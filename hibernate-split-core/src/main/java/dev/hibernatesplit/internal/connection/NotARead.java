package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import java.sql.ResultSet;

/** What a text looks like, corrected by what is done with it. */
final class NotARead {

  private NotARead() {}

  /** A {@code CallableStatement}: its text may look like a read, but nobody knows what it calls. */
  static StatementInfo call(StatementInfo text) {
    return text.isRead() ? text.as(StatementKind.CALL, "a callable statement") : text;
  }

  /** A member of a batch: batches are for changes. */
  static StatementInfo batched(StatementInfo text) {
    return text.isRead() ? text.as(StatementKind.UNKNOWN, "part of a batch") : text;
  }

  /** A result that rows can be changed through needs the server that takes changes. */
  static StatementInfo where(int concurrency, StatementInfo text) {
    return text.isRead() && concurrency == ResultSet.CONCUR_UPDATABLE
        ? text.as(StatementKind.LOCKING_READ, "an updatable result")
        : text;
  }
}
