package dev.hibernatesplit.internal.connection;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Whose result is it, and who must know when it closes? */
interface ResultOwner {

  /** The statement of ours that the result came from; null for the driver's own answers. */
  @Nullable Statement statement();

  /** The next row could not be had. */
  void resultFailed(SQLException e);

  /** A large object is asked for, which lives in a transaction only. */
  default void largeObject() throws SQLException {}

  /** The result has been closed. */
  void resultClosed() throws SQLException;
}
