package dev.hibernatesplit.internal.connection;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.internal.config.FallbackConfiguration;
import dev.hibernatesplit.internal.config.FallbackConfiguration.NoReplica;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What happens to reads that a replica does not finish, or that no replica can serve? Thread-safe.
 *
 * <p>Those that come to the primary only for that reason share a part of its pool, so that dead
 * replicas do not starve the writes. Nobody else comes by here.
 */
public final class Fallback {

  private final FallbackConfiguration configuration;
  private final Topology topology;
  private final boolean anyShares;
  private final int places;
  private final @Nullable Semaphore free;
  private final long patience;

  /**
   * @param topology whose primary's pool is shared; where its size is not known, without limit
   */
  public Fallback(FallbackConfiguration configuration, Topology topology) {
    this.configuration = configuration;
    this.topology = topology;
    this.anyShares =
        topology.replicas().values().stream()
            .map(Target::configuration)
            .anyMatch(replica -> !replica.dedicated() && replica.weight() > 0);
    if (topology.primary().dataSource() instanceof HikariDataSource pool) {
      this.places = (pool.getMaximumPoolSize() * configuration.primaryReadShare() + 99) / 100;
      this.free = new Semaphore(places, true);
      this.patience = places == 0 ? 0 : pool.getConnectionTimeout();
    } else {
      this.places = 0;
      this.free = null;
      this.patience = 0;
    }
  }

  /** Whether a read that a replica did not finish runs elsewhere. */
  boolean retriesReads() {
    return configuration.retryReads();
  }

  /**
   * Whether a read is on the primary only because no replica can serve it. Where none is meant to
   * serve what does not name it, reads that name nobody belong to the primary.
   */
  boolean concerns(RoutingReason reason) {
    return reason == RoutingReason.TARGET_DOWN || (reason == RoutingReason.NO_REPLICA && anyShares);
  }

  /**
   * Whether the primary may serve a read that no replica can.
   *
   * @param failure why the last replica did not, if one was tried
   * @throws NoReplicaException if not
   */
  void check(@Nullable SQLException failure) throws NoReplicaException {
    if (configuration.noReplica() == NoReplica.FAIL) {
      throw NoReplicaException.forbidden(topology, failure);
    }
  }

  /**
   * Takes a place for one connection of the primary, waiting for it if need be.
   *
   * @throws NoReplicaException if none came free in time
   */
  void enter() throws SQLException {
    if (free != null && !await(free)) {
      throw NoReplicaException.crowded(
          topology, configuration.primaryReadShare(), places, patience);
    }
  }

  private boolean await(Semaphore place) throws SQLException {
    try {
      return place.tryAcquire(patience, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted while waiting for a connection of the primary", e);
    }
  }

  /** Gives the place back. */
  void leave() {
    if (free != null) {
      free.release();
    }
  }
}
