package dev.hibernatesplit.spi;

import org.jspecify.annotations.Nullable;

/**
 * Chooses where a read runs. Named by {@code hibernate.split.query_router}; several are asked in
 * order, and the first that names a target is followed.
 *
 * <p>Asked when a statement is about to run, once for each run, with its parameters bound; a
 * statement with a stream among them stays where it first ran. Asked only for plain reads that may
 * leave the primary, and for which no hint, scope, session or table names a target. So it cannot
 * move a write, a lock, or a read of a transaction that may write. If the target does not serve,
 * the primary does; one that does not exist fails the statement, which then has not been sent.
 *
 * <p>Implementations are thread-safe and fast, and run no SQL: they are called on the application's
 * own thread in the middle of its statements. What they throw reaches the application, and the
 * statement does not run.
 */
@FunctionalInterface
public interface QueryRouter {

  /** What to answer for the primary. */
  String PRIMARY = "primary";

  /** What to answer for any replica, whatever later routers and rules say. */
  String ANY = "any";

  /**
   * The name of the target that the query is to run on, {@link #PRIMARY}, or {@link #ANY}; null to
   * leave it to the next router, then to the rules in the settings, then to the balance among the
   * replicas.
   *
   * @param query the query; not to be kept
   */
  @Nullable String route(Query query);
}
