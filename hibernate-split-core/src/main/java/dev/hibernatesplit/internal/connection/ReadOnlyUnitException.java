package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.spi.StatementInfo;
import java.sql.SQLException;

/** A unit that was declared read-only was asked to write. Nothing was sent to any server. */
final class ReadOnlyUnitException extends SQLException {

  private static final long serialVersionUID = 1L;

  ReadOnlyUnitException(StatementInfo statement) {
    super(
        "A read-only transaction or session cannot run a "
            + statement.kind().name()
            + " statement: «"
            + statement.sql()
            + "». It was declared read-only (@Transactional(readOnly = true), Connection.setReadOnly,"
            + " withOptions().readOnly(true), or Routing.readOnly): remove that, or run the statement outside it.",
        "25006");
  }
}
