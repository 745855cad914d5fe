package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.CommitOutcomeUnknownException;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Is it known whether a change that failed has been made? */
final class Outcome {

  /** The connection was gone before. */
  private static final String NOTHING_SENT = "08003";

  private Outcome() {}

  /** Whether a statement may change something, so that somebody asks what came of it. */
  static boolean matters(StatementInfo statement) {
    return !statement.isRead() && statement.kind() != StatementKind.LOCKING_READ;
  }

  /**
   * The error of a connection that was lost, or one that says that the outcome is unknown: the
   * server got what was sent, or may have, and no answer came.
   *
   * @param what was being done
   */
  static SQLException of(SQLException error, String target, String what) {
    return NOTHING_SENT.equals(error.getSQLState())
        ? error
        : new CommitOutcomeUnknownException(
            "The connection to '"
                + target
                + "' was lost during "
                + what
                + ": whether it took effect is not known, and nothing was sent again. Find out"
                + " before you repeat it, for instance by a unique key. The driver said: "
                + error.getMessage(),
            error);
  }

  /** The error, with those before it for whoever looks deeper. */
  static SQLException after(@Nullable SQLException before, SQLException error) {
    if (before != null && before != error && error.getCause() != before) {
      error.addSuppressed(before);
    }
    return error;
  }
}
