package dev.hibernatesplit.benchmarks.load.servers;

import dev.hibernatesplit.testing.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server, asked five times a second by a thread of its own, so that a frozen one delays none.
 */
final class Watched implements AutoCloseable {

  private static final long MILLIS = 200;

  private final PostgresServer server;
  private final Trail trail;
  private final Odometer odometer = new Odometer();
  private final Thread thread;
  private volatile long lagThen;
  private volatile long answeredAt = System.nanoTime();
  private volatile boolean primary;
  private volatile boolean over;

  Watched(PostgresServer server, Trail trail) {
    this.server = server;
    this.trail = trail;
    this.thread = new Thread(this::watch, Sample.OBSERVER + " " + server.name());
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    Connection connection = null;
    while (!over) {
      try {
        connection = connection == null ? connect() : connection;
        ask(connection);
      } catch (SQLException e) {
        close(connection);
        connection = null;
      }
      pause();
    }
    close(connection);
  }

  private void ask(Connection connection) throws SQLException {
    long time = System.nanoTime();
    Sample sample = Sample.ask(connection);
    primary = sample.primary();
    if (primary) {
      trail.primaryWas(sample.position(), time);
    }
    lagThen = primary ? 0 : trail.lag(sample.position(), time);
    answeredAt = time;
    odometer.read(sample.counters());
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(MILLIS);
    } catch (InterruptedException e) {
      over = true;
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", server.user());
    properties.setProperty("password", server.password());
    properties.setProperty("ApplicationName", Sample.OBSERVER);
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "2");
    properties.setProperty("socketTimeout", "2");
    return DriverManager.getConnection(server.jdbcUrl(), properties);
  }

  private static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      return; // it was broken already
    }
  }

  String name() {
    return server.name();
  }

  boolean primary() {
    return primary;
  }

  /** How far it is behind now, in milliseconds; who does not answer falls behind. */
  double lag() {
    long silent = System.nanoTime() - answeredAt;
    long grown = silent > TimeUnit.SECONDS.toNanos(1) ? silent : 0;
    return (lagThen + grown) / 1e6;
  }

  Map<String, Long> counters() {
    return odometer.total();
  }

  /** What it says now, if it can be reached. */
  Sample now() throws SQLException {
    try (Connection connection = connect()) {
      return Sample.ask(connection);
    }
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
  }
}
