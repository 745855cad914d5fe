package dev.hibernatesplit;

import dev.hibernatesplit.internal.hibernate.SplitFactories;
import dev.hibernatesplit.internal.routing.Router;
import dev.hibernatesplit.internal.routing.Scope;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Chooses by hand where the statements of some code run.
 *
 * <pre>{@code
 * Routing.onPrimary(() -> entityManager.find(Account.class, id));
 * try (Routing.Open scope = Routing.on("analytics")) {
 *   report.run();
 * }
 * }</pre>
 *
 * <p>A scope holds for the thread that opened it, for every session it uses, until it is closed;
 * the innermost one counts. What must run on the primary does, whatever a scope says: writes,
 * locks, reads of a transaction that may write, and of tables that are for the primary only. All
 * methods are thread-safe.
 */
public final class Routing {

  /**
   * A property of one EntityManager: the target that its reads go to, such as {@code primary}.
   * Expects a target's name. Defaults to none: the router chooses.
   */
  public static final String TARGET = "hibernate.split.target";

  /**
   * A property of one EntityManager: what its reads must see. Expects a {@link Consistency}, as
   * {@link SplitSettings#CONSISTENCY}. Defaults to what the settings say.
   */
  public static final String CONSISTENCY = SplitSettings.CONSISTENCY;

  /**
   * A property of one EntityManager: the region whose replicas serve its reads while one does.
   * Expects a region. Defaults to {@link SplitSettings#REGION}.
   */
  public static final String REGION = SplitSettings.REGION;

  /** The name of the JPA hint that {@link #hint} is a value for. */
  public static final String QUERY_HINT = "hibernate.query.database";

  /**
   * What {@link #hint} puts before the target's name, for annotations, which take constants only:
   * {@code @QueryHint(name = Routing.QUERY_HINT, value = Routing.TARGET_HINT + "analytics")}.
   */
  public static final String TARGET_HINT = "split:target=";

  private Routing() {}

  /** An open scope; closed by the thread that opened it, before those round it. */
  public interface Open extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A value for {@code query.setHint(Routing.QUERY_HINT, …)}, which sends that query to a target.
   *
   * @param target the target's name
   */
  public static String hint(String target) {
    return TARGET_HINT + target;
  }

  /** Until it is closed, reads go to the primary. */
  public static Open onPrimary() {
    return on(Router.PRIMARY);
  }

  /** Reads on the primary. */
  public static <T> T onPrimary(Supplier<T> work) {
    return on(Router.PRIMARY, work);
  }

  /**
   * Until it is closed, reads go to a target.
   *
   * @param target the target's name; one that does not exist fails the first statement
   */
  public static Open on(String target) {
    return Scope.entering(target)::leave;
  }

  /** Reads on a target. */
  public static <T> T on(String target, Supplier<T> work) {
    return in(Scope.entering(target), work);
  }

  /**
   * Until it is closed, reads that no target is named for go to replicas of a region while one of
   * them serves, then to those next to it: see {@link SplitSettings#REGION_NEAREST}. A transaction
   * that holds a connection of a replica stays there.
   *
   * @param region a region that a replica is in, or that a setting names; any other fails the first
   *     statement that it counts for
   */
  public static Open inRegion(String region) {
    return Scope.enteringRegion(region)::leave;
  }

  /** Reads in a region; see {@link #inRegion(String)}. */
  public static <T> T inRegion(String region, Supplier<T> work) {
    return in(Scope.enteringRegion(region), work);
  }

  /**
   * Until it is closed, everything only reads: also the reads of a transaction that may write may
   * leave the primary, until it has written, and statements that write are refused.
   */
  public static Open readOnly() {
    return Scope.enteringReadOnly()::leave;
  }

  /** Only reads; see {@link #readOnly()}. */
  public static <T> T readOnly(Supplier<T> work) {
    return in(Scope.enteringReadOnly(), work);
  }

  /**
   * Until it is closed, {@link dev.hibernatesplit.spi.QueryRouter}s are told this about the code
   * round a query. Nothing else looks at it.
   *
   * @param name a name of your choice
   * @param value a value of your choice, immutable at best
   */
  public static Open attribute(String name, Object value) {
    return Scope.enteringAttribute(name, value)::leave;
  }

  /** Tells routers something; see {@link #attribute(String, Object)}. */
  public static <T> T attribute(String name, Object value, Supplier<T> work) {
    return in(Scope.enteringAttribute(name, value), work);
  }

  /**
   * Until it is closed, reads must see what a level says, instead of what the session or the
   * settings say.
   */
  public static Open consistency(Consistency level) {
    return Scope.entering(needs -> needs.at(level))::leave;
  }

  /** Reads at a level; see {@link #consistency(Consistency)}. */
  public static <T> T consistency(Consistency level, Supplier<T> work) {
    return in(Scope.entering(needs -> needs.at(level)), work);
  }

  /**
   * Until it is closed, reads and writes are a caller's: a user, an HTTP session. At {@link
   * Consistency#SESSION} and above its reads see what it has committed and seen before, whatever
   * EntityManager and thread it used.
   *
   * @param caller what stands for it, with {@code equals} and {@code hashCode}, such as a user id
   */
  public static Open as(Object caller) {
    return Scope.entering(needs -> needs.as(caller))::leave;
  }

  /** Works as a caller; see {@link #as(Object)}. */
  public static <T> T as(Object caller, Supplier<T> work) {
    return in(Scope.entering(needs -> needs.as(caller)), work);
  }

  /**
   * Until it is closed, reads see what somebody else had committed and seen, whatever the level; in
   * nested scopes all tokens count.
   */
  public static Open with(ConsistencyToken token) {
    return Scope.entering(needs -> needs.with(token))::leave;
  }

  /** Reads what somebody else had seen, or newer; see {@link #with(ConsistencyToken)}. */
  public static <T> T with(ConsistencyToken token, Supplier<T> work) {
    return in(Scope.entering(needs -> needs.with(token)), work);
  }

  /**
   * A DataSource for code beside JPA, such as a JdbcTemplate or a migration: everything runs on the
   * primary, and reads through the factory see what it commits, as at {@link
   * Consistency#APPLICATION}.
   *
   * @return connections of the primary's pool; to be closed with the factory, not by itself
   * @throws IllegalStateException if the factory does not split, or has servers a tenant
   */
  public static DataSource dataSource(EntityManagerFactory factory) {
    return SplitFactories.dataSource(factory);
  }

  private static <T> T in(Scope scope, Supplier<T> work) {
    try {
      return work.get();
    } finally {
      scope.leave();
    }
  }
}
