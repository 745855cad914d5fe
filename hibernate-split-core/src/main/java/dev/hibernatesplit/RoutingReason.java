package dev.hibernatesplit;

import java.util.Locale;

/**
 * Why a statement went where it went: the same word in decisions, log lines and test assertions.
 *
 * <p>The constants stand in the order of the rules that give them; the first rule that answers
 * wins.
 */
public enum RoutingReason {
  /** No Hibernate session stands behind the connection: start-up metadata, schema tools. */
  NO_SESSION("no Hibernate session stands behind the connection"),
  /** The statement changes rows. */
  WRITE("changes rows"),
  /** The statement changes the schema, or serves the whole database. */
  DDL("changes the schema"),
  /** The statement calls a procedure. */
  CALL("calls a procedure"),
  /** The statement locks rows. */
  LOCKING_READ("locks rows"),
  /** The statement calls a function that is not known to be harmless. */
  FUNCTION("calls a function that is not known to be harmless"),
  /** The statement begins, ends or shapes a transaction. */
  TRANSACTION_CONTROL("shapes the transaction"),
  /** The statement changes what lives in the server's session. */
  SESSION_STATE("changes what lives in the server's session"),
  /** The statement was not understood, or touches what a replica does not have. */
  NOT_PROVEN_A_READ("not proven to be a plain read"),
  /** {@link Consistency#PRIMARY} is asked for. */
  CONSISTENCY("hibernate.split.consistency = primary"),
  /**
   * What lives in the server's session was changed: the connection stays there until it is closed.
   */
  SESSION_PINNED("what lives in the server's session was changed on this connection"),
  /** A hot standby has no SERIALIZABLE. */
  SERIALIZABLE("a replica has no SERIALIZABLE"),
  /**
   * The unit may write, and {@code hibernate.split.transaction_reads = primary}; or it means to
   * write: it has persisted, merged, deleted, locked, refreshed, or runs JDBC by hand.
   */
  WRITING_TRANSACTION("in a transaction that may write (hibernate.split.transaction_reads)"),
  /** The read belongs to a persist, merge, delete, lock or refresh, which need what is newest. */
  PART_OF_A_WRITE("belongs to a persist, merge, delete, lock or refresh"),
  /** An earlier statement of the unit ran on the primary, and a unit never goes back. */
  UNIT_ON_PRIMARY("an earlier statement of the unit ran on the primary"),
  /** A hint in the query names the target. */
  HINT("a hint in the query names it"),
  /** A scope round the statement names the target, or only reads. */
  SCOPE("a Routing scope names it"),
  /** The session's property names the target. */
  SESSION_PROPERTY("the session's hibernate.split.target names it"),
  /**
   * A table of the statement is to be read there, by annotation or setting; one for the primary
   * comes before scope and session.
   */
  TABLE("one of its tables is to be read there"),
  /** A QueryRouter of the application names the target. */
  ROUTER("a QueryRouter names it"),
  /** A rule in the settings names the target. */
  RULE("a rule in the settings names it"),
  /** The target that was asked for does not serve now. */
  TARGET_DOWN("the target that was asked for does not serve"),
  /**
   * What the read must see has not been replayed by any replica that may serve it, as far as is
   * known; see {@link Consistency}.
   */
  FENCE("no replica is known to have replayed a write that it must see"),
  /** No replica could serve; the log said of each why. */
  NO_REPLICA("no replica can serve"),
  /**
   * A replica refused or failed the statement with nothing delivered: it ran again on the primary.
   */
  REPLICA_REFUSED("refused by a replica, ran again on the primary"),
  /** Another replica did not finish the read, with nothing delivered: it runs again here. */
  RETRIED("another replica did not finish it"),
  /** A replica found nothing by id, and {@code hibernate.split.find_miss = primary}. */
  FIND_MISS("a replica found nothing (hibernate.split.find_miss = primary)"),
  /** The primary is down, and {@code hibernate.split.primary_down = stale}. */
  STALE("may be stale: the primary is down (hibernate.split.primary_down = stale)"),
  /** A read of a read-only transaction or session. */
  READ_ONLY_UNIT("a read of a read-only unit"),
  /**
   * A read of a transaction that may write, but has not yet, and {@code
   * hibernate.split.transaction_reads = until_write}.
   */
  UNTIL_WRITE(
      "in a transaction that has not written yet"
          + " (hibernate.split.transaction_reads = until_write)"),
  /** A read outside a transaction. */
  READ_OUTSIDE_TRANSACTION("a read outside a transaction");

  private final String explanation;
  private final String tag;

  RoutingReason(String explanation) {
    this.explanation = explanation;
    this.tag = name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it names the reason why a read ran on the primary that a replica was meant to serve: it
   * was behind, or it did not serve, or did not finish it.
   */
  public boolean isFallBack() {
    return switch (this) {
      case TARGET_DOWN, FENCE, NO_REPLICA, REPLICA_REFUSED -> true;
      default -> false;
    };
  }

  /** What an operator reads. */
  public String explanation() {
    return explanation;
  }

  /** The name in snake_case: the form for metric tags and log lines. */
  public String tag() {
    return tag;
  }
}
