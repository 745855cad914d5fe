package dev.hibernatesplit.it.jdbc;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Units of work as applications have them: good ones, bad ones, and careless ones. */
final class Units {

  private final Application application;
  private final Long id;

  Units(Application application, Long id) {
    this.application = application;
    this.id = id;
  }

  /** Those that end well. */
  List<Runnable> good() {
    return List.of(
        () -> application.outside(this::find),
        () -> application.readOnly(this::find),
        () -> application.write(m -> find(m).setName("name " + System.nanoTime())),
        () -> application.write(m -> m.persist(new Author("new", "title"))),
        () -> application.outside(Units::stream),
        () -> application.onConnection(Units::leavesStatementsOpen),
        () -> application.onConnection(Units::asksForMetaData),
        () -> application.onConnection(Units::pins),
        () -> application.onConnection(Units::tellsAndRollsBack),
        () -> application.onConnection(Units::preparesOverCommits));
  }

  /** Those that must fail. */
  List<Runnable> bad() {
    return List.of(
        () -> application.outside(m -> sql(m, "select 1 / 0")),
        () -> application.readOnly(m -> sql(m, "select 1 / 0")),
        () -> application.writing(m -> sql(m, "select * from nowhere")),
        () -> application.outside(m -> sql(m, "select * from nowhere")),
        () -> application.readOnly(Units::throwsInTheMiddle),
        () -> application.writing(Units::throwsInTheMiddle),
        () -> application.onConnection(Units::throwsWithAllOpen),
        () -> application.onConnection(Units::timesOut),
        () -> application.onConnection(Units::ends),
        () -> application.writing(m -> sql(m, "select pg_terminate_backend(pg_backend_pid())")),
        () -> application.onConnection(Units::aborts));
  }

  private Author find(EntityManager manager) {
    return manager.find(Author.class, id);
  }

  private static Object sql(EntityManager manager, String sql) {
    return manager.createNativeQuery(sql, Object.class).getResultList();
  }

  private static Object throwsInTheMiddle(EntityManager manager) {
    sql(manager, "select count(*) from author");
    throw new IllegalStateException("in the middle");
  }

  private static Object stream(EntityManager manager) {
    return manager
        .createQuery("from Author", Author.class)
        .setHint("org.hibernate.fetchSize", 2)
        .getResultStream()
        .findFirst(); // and never closed
  }

  private static ResultSet leavesStatementsOpen(Connection connection) throws SQLException {
    connection.createStatement().executeQuery("select name from author");
    connection.prepareStatement("select nextval('author_seq')").executeQuery();
    connection.getMetaData().getTables(null, null, "%", null);
    return connection.prepareStatement("select name from author").executeQuery();
  }

  private static Object throwsWithAllOpen(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setSchema("public");
    leavesStatementsOpen(connection);
    throw new SQLException("thrown", "22000");
  }

  private static Object asksForMetaData(Connection connection) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, null, "author", null)) {
      return tables.next();
    }
  }

  private static Object pins(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set app.x = 'y'");
      statement.executeQuery("select name from author").close();
      return statement.execute("reset app.x");
    }
  }

  private static Object tellsAndRollsBack(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    connection.setSavepoint();
    connection.setClientInfo("ApplicationName", "unit");
    connection.createStatement().executeUpdate("update author set name = name where id < 0");
    connection.rollback();
    return null;
  }

  private static Object preparesOverCommits(Connection connection) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement("select name from author")) {
      for (int i = 0; i < 4; i++) {
        connection.setAutoCommit(i % 2 == 0);
        read.executeQuery();
      }
      connection.rollback();
    }
    return null;
  }

  private static Object timesOut(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set statement_timeout = 20");
      return statement.executeQuery("select pg_sleep(5)");
    } finally {
      try (Statement statement = connection.createStatement()) {
        statement.execute("reset statement_timeout");
      }
    }
  }

  private static Object ends(Connection connection) throws SQLException {
    return connection
        .createStatement()
        .executeQuery("select pg_terminate_backend(pg_backend_pid())");
  }

  private static Object aborts(Connection connection) throws SQLException {
    connection.createStatement().executeQuery("select name from author");
    connection.abort(Runnable::run);
    return connection.prepareStatement("select 1");
  }

  static boolean fails(Runnable unit) {
    try {
      unit.run();
      return false;
    } catch (RuntimeException e) {
      return true;
    }
  }
}
