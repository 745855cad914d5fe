/**
 * A real PostgreSQL primary with streaming replicas, started in seconds, for tests.
 *
 * <ol>
 *   <li>{@link dev.hibernatesplit.testing.ReplicatedPostgres} starts a cluster and closes it; or
 *       the annotation {@link dev.hibernatesplit.testing.junit.PostgresCluster} does, for a test
 *       class;
 *   <li>{@link dev.hibernatesplit.testing.PostgresServer} is one server: connect to it, pause, cut,
 *       freeze, kill, restart, promote it, and ask what it ran;
 *   <li>{@link dev.hibernatesplit.testing.TcpProxy} is a network before it: delays, resets, losses,
 *       and a count of round trips;
 *   <li>{@link dev.hibernatesplit.testing.split.SplitCluster} is a cluster under an application
 *       that splits: what ran where, and why; also without PostgreSQL, as {@link
 *       dev.hibernatesplit.testing.simulated.SimulatedPostgres};
 *   <li>{@link dev.hibernatesplit.testing.assertions.SplitAssertions} says what should have run.
 * </ol>
 *
 * <p>What ran is told by the servers themselves, from their log, and each execution is listed with
 * its text; {@code pg_stat_statements} would tell sums of normalised texts.
 *
 * <p>Settings are system properties: {@code split.cluster} is {@code embedded} (the default) or
 * {@code containers} (needs Docker and {@code org.testcontainers:testcontainers-postgresql});
 * {@code split.cluster.image} names another image for containers.
 */
@NullMarked
package dev.hibernatesplit.testing;

import org.jspecify.annotations.NullMarked;
