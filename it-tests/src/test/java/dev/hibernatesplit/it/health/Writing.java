package dev.hibernatesplit.it.health;

import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.testing.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes a row each few milliseconds until it is closed. */
final class Writing implements AutoCloseable {

  static final String TABLE =
      "create table if not exists written (at timestamptz default clock_timestamp())";

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final AtomicInteger count = new AtomicInteger();
  private final Future<?> work;

  Writing(PostgresServer primary) {
    work =
        thread.submit(
            () -> {
              write(primary);
              return null;
            });
  }

  private void write(PostgresServer primary) throws SQLException, InterruptedException {
    try (Connection connection = primary.connection();
        Statement statement = connection.createStatement()) {
      while (goesOn.get()) {
        statement.execute("insert into written default values");
        count.incrementAndGet();
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
  }

  int count() {
    return count.get();
  }

  @Override
  public void close() {
    goesOn.set(false);
    thread.shutdown();
    await().until(work::isDone);
  }
}
