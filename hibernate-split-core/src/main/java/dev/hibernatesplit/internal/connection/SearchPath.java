package dev.hibernatesplit.internal.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where a physical connection looks for unqualified names: as it came, or in one schema that was
 * asked for. Each change is one round trip, and the first also reads what it replaces.
 */
final class SearchPath {

  private final Connection physical;
  private @Nullable String cameAs;
  private @Nullable String schema;
  private boolean unsure;

  SearchPath(Connection physical) {
    this.physical = physical;
  }

  /** Whether it leads elsewhere than to the schema; null for where it led when it came. */
  boolean differs(@Nullable String wanted) {
    return unsure || (wanted == null ? schema != null : !wanted.equals(schema));
  }

  /** Makes it lead to the schema; null for where it led when it came. */
  void lead(@Nullable String wanted) throws SQLException {
    if (!differs(wanted)) {
      return;
    }
    if (wanted == null) {
      restore();
    } else if (cameAs == null) {
      cameAs = swap(wanted);
    } else {
      physical.setSchema(wanted);
    }
    schema = wanted;
    unsure = false;
  }

  /** A rollback has made it what it was before, whatever that is. */
  void unsure() {
    unsure = cameAs != null;
  }

  /** Sets the schema as the driver does, and returns what it replaced. */
  private String swap(String wanted) throws SQLException {
    try (PreparedStatement swap =
        physical.prepareStatement(
            "select current_setting('search_path'),"
                + " set_config('search_path', quote_ident(?), false)")) {
      swap.setString(1, wanted);
      try (ResultSet row = swap.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private void restore() throws SQLException {
    try (PreparedStatement restore =
        physical.prepareStatement("select set_config('search_path', ?, false)")) {
      restore.setString(1, cameAs);
      restore.executeQuery().close();
    }
  }
}
