package dev.hibernatesplit;

import dev.hibernatesplit.internal.hibernate.SplitFactories;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

/**
 * The targets of a running factory, to look at and to change.
 *
 * <pre>{@code
 * SplitManagement management = SplitManagement.of(entityManagerFactory);
 * management.takeOut("r1");                  // no new reads; what runs there finishes
 * management.target("r1").inFlight();        // 0: it can be shut down
 * management.putBack("r1");
 * management.explain("select b1_0.id from Book b1_0");  // why it goes where it goes now
 * }</pre>
 *
 * <p>The same stands in JMX as {@code dev.hibernatesplit:type=SplitManagement,factory=…} unless
 * {@link SplitSettings#JMX} is off. What is changed here lasts until the factory closes. All
 * methods are thread-safe, and throw an {@link IllegalArgumentException} for a name that no replica
 * has.
 */
public interface SplitManagement {

  /**
   * The targets of a factory.
   *
   * @throws IllegalStateException if the factory does not split, or each tenant has its own targets
   */
  static SplitManagement of(EntityManagerFactory factory) {
    return SplitFactories.management(factory);
  }

  /**
   * The targets of one tenant, where each has its own; changes last until its pools are closed, and
   * JMX does not show them.
   *
   * @param tenant the tenant identifier
   * @throws IllegalStateException if tenants have no targets of their own, or the tenant's are not
   *     open now
   */
  static SplitManagement of(EntityManagerFactory factory, Object tenant) {
    return SplitFactories.management(factory, tenant);
  }

  /** All targets as they are now: the primary, then the replicas by their names. */
  List<TargetStatus> targets();

  /** One target as it is now; also for {@code primary}. */
  default TargetStatus target(String name) {
    return targets().stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No target is called '" + name + "'"));
  }

  /**
   * Why does a statement go where it goes now? For operators: some lines on what kind it is and
   * why, which tables it touches, who asks for a target, what was written lately to these tables,
   * how each replica is, and where it would run outside a transaction and in one. Nothing is sent
   * to any server, and nothing changes.
   *
   * @param sql its text, as the log shows it; parameters may be question marks
   */
  String explain(String sql);

  /** The replica gets no new reads; units that hold a connection of it finish there. */
  void takeOut(String replica);

  /** The replica serves again, if it is fit, with little of its share at first. */
  void putBack(String replica);

  /**
   * The replica gets another share of the reads.
   *
   * @param weight from 0, for only what names the replica, to {@link SplitSettings#MAX_WEIGHT}
   */
  void weight(String replica, int weight);

  /**
   * The replica counts as being in another region.
   *
   * @param region the region's name, not blank
   */
  void region(String replica, String region);

  /**
   * The server takes the writes from now on: for one that is fenced, since it was promoted while
   * the primary lived, or where {@link SplitSettings#FOLLOW_ROLES} is off. Whoever calls this
   * vouches that it has what it must have: writes that only the old primary had are lost, and
   * nothing is checked but that it can lead. Who led is fenced until it is seen in recovery; what
   * is open on it ends. Replicas serve when they show the server's timeline. In each program that
   * uses the servers, the same is to be said. Does nothing if the server leads.
   *
   * @param server the name of the primary or of any replica that is not dedicated
   * @throws IllegalArgumentException if none has that name
   * @throws IllegalStateException if it cannot be reached, is in recovery, is dedicated, belongs to
   *     another cluster, or has no timeline of its own; the message says what to do about it
   */
  void lead(String server);
}
