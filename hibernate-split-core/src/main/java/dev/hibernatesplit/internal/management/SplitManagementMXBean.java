package dev.hibernatesplit.internal.management;

import java.util.Map;

/** {@link dev.hibernatesplit.SplitManagement} in the types that every JMX console can show. */
public interface SplitManagementMXBean {

  /** How each target is, in words. */
  Map<String, String> getTargets();

  /** What each target's statements did, and how it is, in a line each; see SplitStatistics. */
  String getStatistics();

  /** Why a statement goes where it goes now, in some lines. */
  String explain(String sql);

  /** The replica gets no new reads; what runs there finishes. */
  void takeOut(String replica);

  /** The replica serves again, if it is fit. */
  void putBack(String replica);

  /** The replica gets another share of the reads, 0 to 1000. */
  void weight(String replica, int weight);

  /** The replica counts as being in another region. */
  void region(String replica, String region);

  /**
   * The server takes the writes from now on; whoever says so knows that it has all it must have.
   */
  void lead(String server);
}
