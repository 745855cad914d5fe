package dev.hibernatesplit.internal.balancing;

import dev.hibernatesplit.spi.LoadBalancer;
import dev.hibernatesplit.spi.ServingReplica;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A balancer that the user brought, which may break its promises: then the reads that ask it fail
 * and say so. Who serves is published all the same.
 *
 * @param balancer theirs
 */
public record OwnBalancer(LoadBalancer balancer) implements LoadBalancer {

  private static final String SYSTEM_ERROR = "58000";

  @Override
  public boolean comparesLatency() {
    return balancer.comparesLatency();
  }

  @Override
  public Turns among(List<ServingReplica> replicas) {
    ServingReplica[] given = replicas.toArray(ServingReplica[]::new);
    try {
      Turns turns = balancer.among(replicas);
      return turns == null ? () -> refuse("gave no turns", null) : () -> next(turns, given);
    } catch (RuntimeException e) {
      return () -> refuse("failed: " + e, e);
    }
  }

  private ServingReplica next(Turns turns, ServingReplica[] given) {
    ServingReplica next;
    try {
      next = turns.next();
    } catch (RuntimeException e) {
      return refuse("failed: " + e, e);
    }
    for (ServingReplica replica : given) {
      if (replica == next) {
        return replica;
      }
    }
    return refuse("gave " + shown(next) + ", which is none of " + names(given), null);
  }

  private static String shown(@Nullable ServingReplica replica) {
    return replica == null ? "null" : "'" + replica.name() + "' (" + replica + ")";
  }

  private static String names(ServingReplica[] given) {
    return List.of(given).stream().map(ServingReplica::name).collect(Collectors.joining(", "));
  }

  private ServingReplica refuse(String what, @Nullable RuntimeException cause) {
    throw new NoChoiceException(
        "hibernate.split.balancer " + balancer.getClass().getName() + " " + what,
        SYSTEM_ERROR,
        cause);
  }
}
