package dev.hibernatesplit.it.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a server says to a statement.
 *
 * @param state the SQLSTATE with which it refused, or OK
 * @param answer the rows of its first result, sorted
 */
record Asked(String state, String message, List<String> answer) {

  static final String OK = "OK";

  /** Runs it, and rolls back what it did. */
  static Asked in(Connection connection, String sql) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      return new Asked(OK, "", rows ? answer(statement.getResultSet()) : List.of());
    } catch (SQLException e) {
      return new Asked(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()), List.of());
    } finally {
      connection.rollback();
    }
  }

  private static List<String> answer(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    int columns = result.getMetaData().getColumnCount();
    while (result.next()) {
      StringBuilder row = new StringBuilder();
      for (int i = 1; i <= columns; i++) {
        row.append(result.getString(i)).append('|');
      }
      rows.add(row.toString());
    }
    Collections.sort(rows);
    return rows;
  }

  boolean accepted() {
    return state.equals(OK);
  }
}
