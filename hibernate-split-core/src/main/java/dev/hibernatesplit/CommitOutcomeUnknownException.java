package dev.hibernatesplit;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/**
 * The primary's connection was lost while a change was being made final: nobody knows whether it
 * took effect. The library has not sent it again, and never does.
 *
 * <p>Found among the causes of what Hibernate or JPA throws. Whoever repeats the work must find out
 * first whether it was done, by a unique key for instance. SQLSTATE {@code 08007}.
 */
public final class CommitOutcomeUnknownException extends SQLNonTransientConnectionException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was lost where, for a person to read
   * @param cause what the driver said
   */
  public CommitOutcomeUnknownException(String message, SQLException cause) {
    super(message, "08007", cause);
  }
}
