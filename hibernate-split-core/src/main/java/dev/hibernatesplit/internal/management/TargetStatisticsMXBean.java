package dev.hibernatesplit.internal.management;

/**
 * {@link dev.hibernatesplit.TargetStatistics} in the types that every JMX tool can read. Counts
 * only grow; times are in milliseconds; -1 where nobody knows.
 */
public interface TargetStatisticsMXBean {

  /** {@code primary} or {@code replica}, as it is now. */
  String getRole();

  /** Whether it takes new work. */
  boolean isServing();

  /** How many statements ran here. */
  long getStatements();

  /** How many of them only because no replica could serve them. */
  long getFallBacks();

  /** How many of them because another replica did not finish them. */
  long getRetries();

  /** How many ended in an error. */
  long getFailures();

  /** How often it ceased to serve. */
  long getOutages();

  /** How many of its connections are in use. */
  int getInFlight();

  /** What half of the statements did not exceed, since the start. */
  double getLatencyP50();

  /** What nine of ten did not exceed. */
  double getLatencyP90();

  /** What 99 of a hundred did not exceed. */
  double getLatencyP99();

  /** What none exceeded. */
  double getLatencyMax();

  /** How old what it shows may be. */
  double getLag();

  /** How many bytes of the log it had not replayed when last asked. */
  long getLagBytes();

  /** Where it was in the log when last asked; empty where nobody knows. */
  String getPosition();

  /** How many of its pool's connections are in use. */
  int getPoolActive();

  /** How many of its pool's connections wait to be used. */
  int getPoolIdle();

  /** How many threads wait for a connection of its pool. */
  int getPoolPending();

  /** How many connections its pool has. */
  int getPoolTotal();
}
