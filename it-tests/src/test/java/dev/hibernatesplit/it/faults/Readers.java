package dev.hibernatesplit.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Eight threads that read until they are closed. */
final class Readers implements AutoCloseable {

  private static final int THREADS = 8;

  private final Reading reading;
  private final long expected;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong slowest = new AtomicLong();
  private volatile boolean over;

  /** One read, or one read-only transaction. */
  interface Reading {
    long read(int turn) throws Exception;
  }

  /**
   * @param expected what each read must find
   */
  Readers(Reading reading, long expected) {
    this.reading = reading;
    this.expected = expected;
    for (int i = 0; i < THREADS; i++) {
      threads.execute(this::readOn);
    }
  }

  private void readOn() {
    for (int turn = 0; !over; turn++) {
      long start = System.nanoTime();
      try {
        assertThat(reading.read(turn)).isEqualTo(expected);
      } catch (Throwable e) {
        failures.add(e);
      }
      slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
      reads.incrementAndGet();
    }
  }

  /** Waits until so many more have ended. */
  Readers more(int count) {
    long enough = reads.get() + count;
    await().atMost(Duration.ofMinutes(1)).until(() -> reads.get() >= enough);
    return this;
  }

  List<Throwable> failures() {
    return List.copyOf(failures);
  }

  long reads() {
    return reads.get();
  }

  Duration slowest() {
    return Duration.ofNanos(slowest.get());
  }

  @Override
  public void close() {
    stop();
  }

  void stop() {
    over = true;
    threads.shutdown();
    await().atMost(Duration.ofMinutes(1)).until(threads::isTerminated);
  }
}
