package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.spi.SplitListener;
import java.util.List;
import java.util.Set;

/**
 * What did the user ask for? Immutable, and free of contradictions.
 *
 * @param primary where writes run
 * @param replicas where reads may run, at least one, in the order of their names
 * @param transactionReads where the reads of a read-write transaction run
 * @param readOnlyFunctions functions that the user calls harmless: {@code name} or {@code
 *     schema.name}, folded as PostgreSQL folds them (lower case unless quoted), without quotes
 * @param catalog whether and how often the catalogue is read
 * @param probes how replicas are watched
 * @param listeners whom decisions are told to, in the user's order
 */
public record Configuration(
    TargetConfiguration primary,
    List<TargetConfiguration> replicas,
    TransactionReads transactionReads,
    Set<String> readOnlyFunctions,
    CatalogConfiguration catalog,
    ProbeConfiguration probes,
    List<SplitListener> listeners) {

  public Configuration {
    replicas = List.copyOf(replicas);
    readOnlyFunctions = Set.copyOf(readOnlyFunctions);
    listeners = List.copyOf(listeners);
  }
}
