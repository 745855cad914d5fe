package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** No replica can serve a read, and the settings keep it off the primary. */
final class NoReplicaException extends SQLTransientConnectionException {

  private static final long serialVersionUID = 1L;

  private NoReplicaException(String message, @Nullable Throwable cause) {
    super(message, "08001", cause);
  }

  /** {@link SplitSettings#NO_REPLICA} says so. */
  static NoReplicaException forbidden(Topology topology, @Nullable Throwable cause) {
    return new NoReplicaException(
        noReplica(topology)
            + SplitSettings.NO_REPLICA
            + " = fail keeps the read off the primary. Bring a replica back, or use '"
            + SplitSettings.NO_REPLICA
            + " = primary'.",
        cause);
  }

  /** So many reads are there already that {@link SplitSettings#PRIMARY_READ_SHARE} is used up. */
  static NoReplicaException crowded(Topology topology, int share, int places, long waited) {
    return new NoReplicaException(
        noReplica(topology)
            + "%s = %d%% lets such reads hold %d connections of the primary's pool, of which none came free within %d ms. Bring a replica back, or raise it."
                .formatted(SplitSettings.PRIMARY_READ_SHARE, share, places, waited),
        null);
  }

  private static String noReplica(Topology topology) {
    return topology.replicas().values().stream()
        .map(replica -> replica.name() + ": " + state(replica, topology))
        .collect(Collectors.joining("; ", "No replica can serve this read (", "), and "));
  }

  private static String state(Target replica, Topology topology) {
    String kept = replica.configuration().dedicated() ? " (only what names it)" : "";
    String out = topology.standing(replica).takenOut() ? ", but was taken out by hand" : "";
    return topology.state(replica).inWords() + kept + out;
  }
}
