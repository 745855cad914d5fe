package dev.hibernatesplit.internal.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** How a statement is made on a physical connection: once, and again if it must move. */
@FunctionalInterface
interface Opening<S extends Statement> {
  S on(Connection physical, String sql) throws SQLException;
}
