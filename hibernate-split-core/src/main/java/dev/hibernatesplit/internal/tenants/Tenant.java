package dev.hibernatesplit.internal.tenants;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One life of a tenant: starting, then used, then ended for good. Made by the thread that starts
 * it, with a connection of that thread's counted already, so that it does not end before it began.
 */
final class Tenant<S extends AutoCloseable> {

  private static final int ENDED = -1;

  private final String name;
  private final AtomicInteger connections = new AtomicInteger(1);
  private final CompletableFuture<S> servers = new CompletableFuture<>();
  private final CompletableFuture<Boolean> gone = new CompletableFuture<>();
  private volatile @Nullable Thread starter = Thread.currentThread();
  private volatile long lastUsed;

  Tenant(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Starts it on this thread. */
  void start(Starter<S> how) {
    try {
      servers.complete(how.start(name));
    } catch (SQLException | RuntimeException | Error e) {
      servers.completeExceptionally(e);
    } finally {
      starter = null;
    }
  }

  boolean failed() {
    return servers.isCompletedExceptionally();
  }

  /** Counts one more connection; false if it has ended. */
  boolean enter() {
    return connections.getAndUpdate(n -> n == ENDED ? ENDED : n + 1) != ENDED;
  }

  /** One connection less; until then it was in use. */
  void leave(long now) {
    lastUsed = now;
    connections.getAndUpdate(n -> n == ENDED ? ENDED : n - 1);
  }

  /** Its servers, as soon as they are started, or the reason why they are not. */
  S servers() throws SQLException {
    refuseStarter();
    try {
      return servers.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTenantException unknown) {
        throw unknown;
      }
      throw new TenantStartException(name, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenantStartException(name, e);
    }
  }

  /** Its servers if they have started; waits for nothing. */
  @Nullable S running() {
    return failed() ? null : servers.getNow(null);
  }

  /** It would wait for itself. */
  private void refuseStarter() {
    if (starter == Thread.currentThread()) {
      throw new IllegalStateException(
          "Tenant '" + name + "' is asked for while it is being found out what it is");
    }
  }

  /** Ends it if nobody has a connection, and nobody had one since. */
  boolean endIfIdleSince(long then) {
    return lastUsed <= then && connections.compareAndSet(0, ENDED);
  }

  /** Ends it, whoever has connections. */
  void end() {
    connections.set(ENDED);
  }

  /**
   * Closes its servers: now, or as soon as they are started.
   *
   * @param last what to do before those who wait for it go on
   */
  @SuppressWarnings("FutureReturnValueIgnored") // what closing throws goes no further
  void close(Runnable last) {
    servers.whenComplete(
        (started, failure) -> {
          try {
            if (started != null) {
              started.close();
            }
          } catch (Exception e) {
            LOG.debug("A tenant's servers could not be closed", e);
          }
          last.run();
          gone.complete(true);
        });
  }

  /** Waits until it has been closed. */
  void awaitGone() throws SQLException {
    try {
      gone.get();
    } catch (InterruptedException | ExecutionException e) {
      Thread.currentThread().interrupt();
      throw new TenantStartException(name, e);
    }
  }
}
