package dev.hibernatesplit.internal.connection;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.topology.PrimaryFacts;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.SplitListener;
import dev.hibernatesplit.spi.StatementInfo;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Opens the connections that Hibernate sees. Thread-safe.
 *
 * @param topology the servers, and who serves
 * @param facts what a connection answers before it leased anything
 * @param classifier what a statement is
 * @param tables which tables are to be read where
 * @param queries who is asked where a query is to be read
 * @param listener whom decisions are told to
 * @param schemaChanged what to run after a statement that may have changed the schema
 */
public record Connector(
    Topology topology,
    PrimaryFacts facts,
    Classifier classifier,
    WishedTables tables,
    QueryAdvice queries,
    SplitListener listener,
    Runnable schemaChanged) {

  /**
   * A connection that costs nothing until SQL arrives.
   *
   * @param session the session behind it; null sends everything to the primary
   * @param readOnly whether it was asked for to read only
   */
  public Connection open(@Nullable SessionView session, boolean readOnly) {
    return new SplitConnection(this, session, readOnly);
  }

  /**
   * The primary has run what a replica refused: learns from it, and says so.
   *
   * @param replica who refused
   * @param refusal what kind of refusal it was
   * @param cause the refusal itself
   */
  void healed(StatementInfo statement, Target replica, Refusal refusal, SQLException cause) {
    String state = cause.getSQLState();
    String message = String.valueOf(cause.getMessage());
    switch (refusal) {
      case NOT_A_READ -> {
        if (classifier.classify(statement.sql()).isRead()) {
          classifier.keepOnPrimary(statement, "refused by a replica before");
          LOG.misrouted(replica.name(), state, message, statement.sql());
        }
      }
      case LOST -> {
        if (state.startsWith("08") || state.startsWith("57P")) {
          topology.fails(replica, message);
        }
        replica.load().failed();
        LOG.reranOnPrimary(replica.name(), state, message);
      }
      case OBJECT_UNKNOWN -> LOG.reranOnPrimary(replica.name(), state, message);
    }
  }
}
