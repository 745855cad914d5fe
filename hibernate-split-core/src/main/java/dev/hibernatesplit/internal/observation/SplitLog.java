package dev.hibernatesplit.internal.observation;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.spi.StatementInfo;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** Every message of the library, with its id. Category {@code dev.hibernatesplit}. */
@MessageLogger(projectCode = "HSPLIT", length = 4)
@ValidIdRange(min = 1, max = 999)
public interface SplitLog extends BasicLogger {

  /** The one logger. */
  SplitLog LOG =
      Logger.getMessageLogger(MethodHandles.lookup(), SplitLog.class, "dev.hibernatesplit");

  /** One line at start: what was found. */
  @LogMessage(level = INFO)
  @Message(id = 1, value = "Reads go to %s, writes to %s")
  void started(String replicas, String primary);

  /** One line a statement. */
  @LogMessage(level = DEBUG)
  @Message(id = 2, value = "%1$s ← %2$s%n    because: %3$s (%4$s)")
  void routed(String target, String sql, String explanation, String detail);

  /** A replica left the rotation. */
  @LogMessage(level = WARN)
  @Message(
      id = 3,
      value =
          "Replica '%s' serves no reads: %s. Reads go to the other replicas, else to the primary")
  void replicaOut(String replica, String cause);

  /** A replica joined the rotation. */
  @LogMessage(level = INFO)
  @Message(id = 4, value = "Replica '%s' serves reads")
  void replicaServes(String replica);

  /** A misroute that healed, once a statement. */
  @LogMessage(level = WARN)
  @Message(
      id = 5,
      value =
          "Replica '%s' refused what looked like a read (SQLSTATE %s: %s); the primary ran it, and will"
              + " from now on. If a function in it writes, declare it VOLATILE: %s")
  void misrouted(String replica, String state, String message, String sql);

  /** A read that a replica could not finish. */
  @LogMessage(level = DEBUG)
  @Message(id = 6, value = "Replica '%s' did not finish a read (SQLSTATE %s: %s); '%s' ran it")
  void reran(String replica, String state, String message, String target);

  /** The catalogue could not be read. */
  @LogMessage(level = WARN)
  @Message(
      id = 7,
      value =
          "The primary's catalogue could not be read: what it knew before stays in force, and user"
              + " functions keep a statement on the primary")
  void catalogueUnread(@Cause Throwable cause);

  /** A replica's commit or rollback failed, which loses nothing. */
  @LogMessage(level = DEBUG)
  @Message(id = 8, value = "Replica '%s' could not end a read-only transaction; nothing was lost")
  void replicaTransactionEnd(String replica, @Cause Throwable cause);

  /** A connection that could not be given back as it was. */
  @LogMessage(level = DEBUG)
  @Message(id = 9, value = "A connection of '%s' could not be restored and was discarded")
  void connectionDiscarded(String target, @Cause Throwable cause);

  /** A listener threw where nobody is to suffer from it. */
  @LogMessage(level = WARN)
  @Message(id = 10, value = "Listener %s failed when it was told of what happened")
  void listenerFailed(String listener, @Cause Throwable cause);

  /** A tenant that nobody used. */
  @LogMessage(level = INFO)
  @Message(
      id = 31,
      value = "Tenant '%s' had no connection for %s: its pools are closed until it is asked for")
  void tenantIdle(String tenant, String idle);

  /** A server that does not answer. */
  @LogMessage(level = WARN)
  @Message(
      id = 24,
      value =
          "%2$d connections to '%1$s' were broken off: %3$s. Reads that waited there run elsewhere")
  void connectionsAborted(String target, int connections, String cause);

  /** A promotion was followed. */
  @LogMessage(level = WARN)
  @Message(id = 20, value = "The primary has moved from '%s' to '%s': %s")
  void primaryMoved(String from, String to, String cause);

  /** Two servers take writes. */
  @LogMessage(level = WARN)
  @Message(
      id = 21,
      value =
          "Server '%s' takes writes beside the primary '%s': nothing of ours runs there. Make it"
              + " follow, or shut it down")
  void fenced(String server, String primary);

  /** Somebody takes the writes again. */
  @LogMessage(level = INFO)
  @Message(id = 23, value = "Server '%s' takes writes again")
  void primaryAgain(String primary);

  /** Nobody takes the writes. */
  @LogMessage(level = WARN)
  @Message(id = 22, value = "No server takes writes: %s. Writes fail until one does; reads go on")
  void noPrimary(String cause);

  /** A replica lags. */
  @LogMessage(level = WARN)
  @Message(id = 40, value = "Replica '%s' is %s: it serves less of its share (lag_weight)")
  void replicaLags(String replica, String figures);

  /** A replica lags no more. */
  @LogMessage(level = INFO)
  @Message(id = 41, value = "Replica '%s' is %s, and serves its share again")
  void replicaCaughtUp(String replica, String figures);

  /** Something of the monitor's own broke. */
  @LogMessage(level = WARN)
  @Message(id = 42, value = "The monitor could not use what it found out about '%s'; it goes on")
  void findingFailed(String target, @Cause Throwable cause);

  /** A pooler, or a name that leads to several servers in turn. */
  @LogMessage(level = WARN)
  @Message(
      id = 50,
      value =
          "Replica '%s' is more than one server, or a pooler is before it: what it has replayed says"
              + " nothing of what its connections lead to, so it serves at consistency 'eventual' only."
              + " Name each server as a replica of its own, by an address that leads to it directly")
  void severalServers(String replica);

  /** Logs a decision, and nothing but a check where DEBUG is off. */
  default void decision(String owner, StatementInfo statement, RoutingDecision decision) {
    if (isDebugEnabled()) {
      routed(
          owner + decision.target(),
          statement.sql(),
          decision.reason().explanation(),
          statement.detail());
    }
  }
}
