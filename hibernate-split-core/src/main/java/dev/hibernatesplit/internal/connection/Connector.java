package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.config.TransactionConfiguration;
import dev.hibernatesplit.internal.consistency.Guarantees;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.internal.topology.PrimaryFacts;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.SplitListener;
import java.sql.Connection;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the connections that Hibernate sees. Thread-safe.
 *
 * @param topology the servers, and who serves
 * @param facts what a connection answers before it leased anything
 * @param classifier what a statement is
 * @param tables which tables are to be read where
 * @param transactions what may become of transactions
 * @param guarantees what must be seen
 * @param fallback what happens to reads that replicas do not serve
 * @param queries who is asked where a query is to be read
 * @param listener whom decisions are told to
 * @param schema whom to tell of statements that change the schema
 */
public record Connector(
    Topology topology,
    PrimaryFacts facts,
    Classifier classifier,
    WishedTables tables,
    TransactionConfiguration transactions,
    Guarantees guarantees,
    Fallback fallback,
    QueryAdvice queries,
    SplitListener listener,
    SchemaChanges schema) {

  /**
   * A connection that costs nothing until SQL arrives.
   *
   * @param session the session behind it; null sends everything to the primary
   * @param readOnly whether it was asked for to read only
   */
  public Connection open(@Nullable SessionView session, boolean readOnly) {
    return new SplitConnection(this, session, readOnly);
  }

  /** Asks the primary whether the server's process behind a connection is gone. */
  BooleanSupplier gone(Physical connection) {
    return new ServerProcess(topology.primary(), connection.process())::isGone;
  }

  /**
   * A connection of a replica was lost: the replica is out at once, and none of those that it has
   * now is used again, so that not each of them must be found lost.
   */
  void lost(Target replica, String cause) {
    boolean news = topology.rotation().serves(replica.name());
    topology.fails(replica, cause);
    replica.load().failed();
    if (news) {
      replica.evict();
    }
  }
}
