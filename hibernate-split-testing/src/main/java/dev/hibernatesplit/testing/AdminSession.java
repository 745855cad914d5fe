package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.server.Login;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rig's own connection to a server, as superuser: kept open, opened anew when broken, and not
 * logged, so that it never shows among the statements that ran.
 */
final class AdminSession implements AutoCloseable {
  static final String APPLICATION = "hibernate-split-testing";
  private static final String CONNECT_SECONDS = "10";
  private static final String ANSWER_SECONDS = "60";

  private final Supplier<String> url;
  private final Login login;
  private @Nullable Connection open;

  AdminSession(Supplier<String> url, Login login) {
    this.url = url;
    this.login = login;
  }

  Login login() {
    return login;
  }

  /** A connection of this kind that the caller closes. */
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.name());
    properties.setProperty("password", login.password());
    properties.setProperty("options", "-c log_statement=none");
    properties.setProperty("ApplicationName", APPLICATION);
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", ANSWER_SECONDS);
    return DriverManager.getConnection(url.get(), properties);
  }

  void run(String sql) {
    ask(sql);
  }

  /**
   * Runs SQL and tells the first value of its first row, or an empty text.
   *
   * @throws IllegalStateException if the server refuses it or cannot be reached
   */
  synchronized String ask(String sql) {
    try {
      return ask(connection(), sql);
    } catch (SQLException e) {
      close();
      throw new IllegalStateException("On " + url.get() + ": " + sql + ": " + e.getMessage(), e);
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      while (!rows && statement.getUpdateCount() != -1) {
        rows = statement.getMoreResults();
      }
      if (!rows) {
        return "";
      }
      try (ResultSet result = statement.getResultSet()) {
        String first = result.next() ? result.getString(1) : "";
        return first == null ? "" : first;
      }
    }
  }

  private Connection connection() throws SQLException {
    Connection ready = open;
    if (ready == null || !alive(ready)) {
      close();
      ready = connect();
      open = ready;
    }
    return ready;
  }

  private static boolean alive(Connection connection) {
    try {
      return connection.isValid(10);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        return; // It was broken already.
      } finally {
        open = null;
      }
    }
  }
}
