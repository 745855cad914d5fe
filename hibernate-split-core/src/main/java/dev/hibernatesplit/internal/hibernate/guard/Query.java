package dev.hibernatesplit.internal.hibernate.guard;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.JdbcMapping;

/**
 * A query of ours on a session's connection.
 *
 * @param sql its text
 * @param columns the types of its columns, in their order
 */
record Query(String sql, List<JdbcMapping> columns) {

  /** A value to bind. */
  record Argument(Object value, JdbcMapping mapping) {}

  /** All rows, for keys that stand in its text where they stand in the list. */
  List<List<Cell>> rows(
      List<List<Argument>> keys, SharedSessionContractImplementor session, String purpose) {
    JdbcCoordinator jdbc = session.getJdbcCoordinator();
    PreparedStatement statement =
        jdbc.getStatementPreparer().prepareQueryStatement(sql, false, null);
    try {
      bind(statement, keys, session);
      ResultSet rows = jdbc.getResultSetReturn().extract(statement, sql);
      try {
        return read(rows, session);
      } finally {
        jdbc.getLogicalConnection().getResourceRegistry().release(rows, statement);
      }
    } catch (SQLException e) {
      throw session.getJdbcServices().getSqlExceptionHelper().convert(e, purpose, sql);
    } finally {
      jdbc.getLogicalConnection().getResourceRegistry().release(statement);
      jdbc.afterStatementExecution();
    }
  }

  @SuppressWarnings("unchecked") // a mapping binds the values that it breaks a key down to
  private static void bind(
      PreparedStatement statement,
      List<List<Argument>> keys,
      SharedSessionContractImplementor session)
      throws SQLException {
    int index = 1;
    for (List<Argument> key : keys) {
      for (Argument part : key) {
        part.mapping().getJdbcValueBinder().bind(statement, part.value(), index++, session);
      }
    }
  }

  private List<List<Cell>> read(ResultSet rows, SharedSessionContractImplementor session)
      throws SQLException {
    List<List<Cell>> read = new ArrayList<>();
    while (rows.next()) {
      List<Cell> row = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        row.add(Cell.read(columns.get(i), rows, i + 1, session));
      }
      read.add(row);
    }
    return read;
  }
}
