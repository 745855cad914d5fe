package dev.hibernatesplit.internal.catalogue;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.topology.Topology;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the classifier's knowledge of the primary's catalogue fresh, on a daemon thread of its own:
 * one, so that the reading that began last is the one that counts.
 *
 * <p>From when somebody of ours begins to change the schema until it has been read again after
 * that, tables count as unknown, so that each read and write concerns all of them.
 *
 * <p>A reading that fails changes nothing: what was known stays in force, and what was never known
 * keeps a statement on the primary.
 */
public final class CatalogueWatch implements AutoCloseable {

  private static final int PATIENCE_MS = 60_000;
  private static final long MOMENT_MS = 50;

  private final Topology topology;
  private final Classifier classifier;
  private final AtomicBoolean asked = new AtomicBoolean();
  private int changing;
  private int changes;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, CatalogueWatch::daemon, new ThreadPoolExecutor.DiscardPolicy());

  /**
   * @param topology knows who is primary
   * @param classifier is told what was read
   */
  public CatalogueWatch(Topology topology, Classifier classifier) {
    this.topology = topology;
    this.classifier = classifier;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "hibernate-split catalogue");
    thread.setDaemon(true);
    return thread;
  }

  /** Reads it now, on this thread, and from then on at an interval. */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void start(Duration interval) {
    refresh();
    thread.scheduleWithFixedDelay(
        this::refresh, interval.toMillis(), interval.toMillis(), MILLISECONDS);
  }

  /**
   * Somebody is about to change the schema: from now on, until it has been read again afterwards,
   * nobody knows how tables hang together. From any thread.
   */
  public synchronized void schemaChanges() {
    changing++;
    use(classifier.catalogue());
  }

  /**
   * He has done so, or not. Has it read soon, once for all who ask within a moment. From any
   * thread.
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  public void schemaChanged() {
    synchronized (this) {
      changing--;
      changes++;
    }
    if (asked.compareAndSet(false, true)) {
      thread.schedule(
          () -> {
            asked.set(false);
            refresh();
          },
          MOMENT_MS,
          MILLISECONDS);
    }
  }

  private void refresh() {
    try {
      int before = changes();
      Catalogue read = topology.primary().ask(this::read);
      synchronized (this) {
        use(before == changes ? read : read.with(Map.of()));
      }
    } catch (SQLException | RuntimeException e) {
      LOG.catalogueUnread(e);
    }
  }

  private synchronized int changes() {
    return changes;
  }

  private void use(Catalogue catalogue) {
    classifier.use(changing == 0 ? catalogue : catalogue.with(Map.of()));
  }

  /** A primary that freezes in the middle of it must not hold the reader for ever. */
  private Catalogue read(Connection connection) throws SQLException {
    int before = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
    Catalogue catalogue = CatalogueReader.read(connection, classifier.declared());
    connection.setNetworkTimeout(Runnable::run, before);
    return catalogue;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
