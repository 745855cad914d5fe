package dev.hibernatesplit.testing.split;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.Map;

/**
 * A primary and its replicas as a test sees them, real or simulated: settings for the application,
 * what each server ran, and what can happen to a replica. Servers are told by their names: {@code
 * primary}, {@code r1}, {@code r2} …; for a name that none has, methods throw {@link
 * IllegalArgumentException}.
 *
 * <pre>{@code
 * createEntityManagerFactory("shop", cluster.settings());
 * cluster.clear();
 * application.list();
 * assertThat(cluster.replica("r1")).ranOnly(select().on("product"));
 * assertThat(cluster.primary()).ranNothing();
 * }</pre>
 *
 * <p>One application at a time; which may have many threads.
 */
public interface SplitCluster extends AutoCloseable {

  /**
   * A real cluster. Closing the result does not close it.
   *
   * @param cluster logs its statements
   */
  static SplitCluster on(ReplicatedPostgres cluster) {
    return new RealCluster(cluster);
  }

  /**
   * Settings for an EntityManagerFactory on this cluster: where its servers are, who listens, and
   * that replicas are probed often and come back at once. A new map, to add to.
   */
  Map<String, Object> settings();

  /** What ran on the primary since {@link #clear()}, as known now. */
  default TargetLog primary() {
    return target("primary");
  }

  /** What ran on a replica since {@link #clear()}, as known now. */
  default TargetLog replica(String name) {
    return target(name);
  }

  /** What ran on a server since {@link #clear()}, as known now. */
  TargetLog target(String name);

  /** Forgets what ran so far. */
  void clear();

  /**
   * Waits until every replica has what it can have by now, and the application's library has found
   * that out; so that it may read there what was written before. On a simulated cluster that is a
   * matter of milliseconds.
   *
   * @throws IllegalStateException if that takes longer than 30 seconds
   */
  void settle();

  /** The replica replays nothing more, and {@linkplain #settle() the library knows}. */
  void pauseReplay(String replica);

  /** The replica replays again, and {@linkplain #settle() the library knows}. */
  void resumeReplay(String replica);

  /** The server is gone: what runs there breaks, and nobody connects. Nobody is told. */
  void fail(String server);

  /** The server is back, and the library knows. */
  void recover(String server);

  /**
   * Makes it as new: all tables are empty, all servers run and replay, nothing has run. Tables
   * stay, so that an application can go on; what it has in its caches stays, too.
   */
  void reset();

  @Override
  void close();
}
