package dev.hibernatesplit.internal.balancing;

import org.jspecify.annotations.Nullable;

/** Nobody can say whose turn it is; the message says why. */
public final class NoChoiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sqlState;

  NoChoiceException(String message, String sqlState, @Nullable RuntimeException cause) {
    super(message, cause);
    this.sqlState = sqlState;
  }

  /** What it is to SQL. */
  public String sqlState() {
    return sqlState;
  }
}
