package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.internal.topology.Vacancy;
import java.sql.SQLTransientConnectionException;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** No server takes the writes now. Nothing was sent. */
final class NoPrimaryException extends SQLTransientConnectionException {

  private static final long serialVersionUID = 1L;

  NoPrimaryException(Vacancy vacancy, Topology topology) {
    super(
        "No server takes writes since %s: %s. The servers: primary '%s'; %s."
            .formatted(
                vacancy.since().truncatedTo(ChronoUnit.SECONDS),
                vacancy.cause(),
                topology.primary().name(),
                topology.replicas().values().stream()
                    .map(node -> node.name() + " " + topology.state(node).inWords())
                    .collect(Collectors.joining("; "))),
        "08001");
  }
}
