package dev.hibernatesplit.internal.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One probe, and the time it has. It ends once: with what it found out, or because nobody waits for
 * it any more; then its connection is ended and its thread interrupted. Thread-safe.
 *
 * <p>The time runs in quarters, each begun when the one before was over: a JVM that slept, or had
 * no processor, does not take its own sleep for the server's. When the first is over, it begins to
 * look for other {@link SignsOfLife}: most are answered long before, and cost no look.
 */
final class Attempt {

  private static final int QUARTERS = 4;

  private final Workers workers;
  private final long timeout;
  private final SignsOfLife signs;
  private final Consumer<Attempt> whenLate;
  private int left = QUARTERS;
  private boolean over;
  private boolean hanging;
  private boolean answered;
  private @Nullable Future<?> next;
  private @Nullable Thread thread;
  private @Nullable Connection connection;

  /**
   * @param timeout in nanoseconds, for each of its steps
   * @param signs what else shows that the server lives
   * @param whenLate told, on a thread that asks, when the time is over
   */
  Attempt(Workers workers, long timeout, SignsOfLife signs, Consumer<Attempt> whenLate) {
    this.workers = workers;
    this.timeout = timeout;
    this.signs = signs;
    this.whenLate = whenLate;
  }

  /** Works on this thread, as long as it may; what comes back counts only if {@link #ends}. */
  <T> T run(Callable<T> work) throws Exception {
    begin();
    try {
      return work.call();
    } finally {
      back();
    }
  }

  private synchronized void begin() {
    thread = Thread.currentThread();
    next = workers.later(this::quarter, timeout / QUARTERS);
  }

  private synchronized void back() {
    thread = null;
    Thread.interrupted(); // it was meant for this attempt
    if (hanging) {
      hanging = false;
      workers.returned();
    }
  }

  private synchronized void quarter() {
    if (over) {
      return;
    }
    left--;
    if (left == QUARTERS - 1) {
      signs.look();
    }
    if (!hanging && thread != null) {
      hanging = true;
      workers.hangs();
    }
    if (left == 0) {
      giveUp();
      workers.soon(() -> whenLate.accept(this));
    } else {
      next = workers.later(this::quarter, timeout / QUARTERS);
    }
  }

  /** The server has answered; what is asked further has the whole time again. */
  synchronized void goesOn() {
    answered = true;
    left = QUARTERS;
  }

  /** It has this connection, which is ended with it. */
  synchronized void over(Connection got) throws SQLException {
    if (over) {
      got.abort(Attempt::onItsOwn);
      throw new SQLException("The probe was given up before it had a connection");
    }
    connection = got;
    left = QUARTERS;
  }

  /** Does something unless it has been given up; says whether it did. */
  synchronized boolean unlessOver(Runnable work) {
    if (!over) {
      work.run();
    }
    return !over;
  }

  /** Whether the server has answered. */
  synchronized boolean answered() {
    return answered;
  }

  /** Whether the server has done something else since the first quarter was over. */
  synchronized boolean signsOfLife() {
    return signs.any();
  }

  /** What there was not, in words. */
  synchronized String missing() {
    return connection == null ? "there was no connection" : "there was no answer";
  }

  /** Whether it has a connection. */
  synchronized boolean connected() {
    return connection != null;
  }

  /** It ends here, if it has not been given up; says whether it did. */
  synchronized boolean ends() {
    boolean inTime = !over;
    end();
    return inTime;
  }

  private void end() {
    over = true;
    if (next != null) {
      next.cancel(false);
    }
  }

  /** Nobody waits for it any more. */
  synchronized void giveUp() {
    if (over) {
      return;
    }
    end();
    Connection used = connection;
    if (used != null) {
      onItsOwn(() -> abort(used));
    }
    if (thread != null) {
      thread.interrupt();
    }
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is ended already.
    }
  }

  /** To end an encrypted connection may wait for a server that does not listen. */
  private static void onItsOwn(Runnable command) {
    Thread thread = new Thread(command, "hibernate-split abort");
    thread.setDaemon(true);
    thread.start();
  }
}
