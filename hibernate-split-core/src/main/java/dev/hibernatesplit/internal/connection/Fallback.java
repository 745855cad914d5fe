package dev.hibernatesplit.internal.connection;

import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.internal.config.FallbackConfiguration;
import dev.hibernatesplit.internal.config.FallbackConfiguration.NoReplica;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
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
  private final Map<Target, Places> places = new HashMap<>();

  /**
   * @param topology whoever leads of it, a part of that one's pool is shared; where the size of a
   *     pool is not known, without limit
   */
  public Fallback(FallbackConfiguration configuration, Topology topology) {
    this.configuration = configuration;
    this.topology = topology;
    this.anyShares =
        topology.replicas().values().stream()
            .map(Target::configuration)
            .anyMatch(replica -> !replica.dedicated() && replica.weight() > 0);
    for (Target node : topology.nodes().values()) {
      if (node.dataSource() instanceof HikariDataSource pool) {
        places.put(node, share(node, pool));
      }
    }
  }

  private Places share(Target node, HikariDataSource pool) {
    int share = configuration.primaryReadShare();
    int part = (pool.getMaximumPoolSize() * share + 99) / 100;
    long patience = part == 0 ? 0 : node.patience().toMillis();
    return new Places(
        part, patience, () -> NoReplicaException.crowded(topology, share, part, patience));
  }

  /** The places for such reads in the pool of a server that leads; null for no limit. */
  @Nullable Places places(Target leader) {
    return places.get(leader);
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
}
