package dev.hibernatesplit.testing.junit;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clusters that no class uses now, kept for the next of the same shape. */
final class ClusterPool implements AutoCloseable {
  private final Map<Shape, Deque<ReplicatedPostgres>> idle = new HashMap<>();

  Lease lease(Shape shape, boolean reuse) {
    if (!reuse) {
      ReplicatedPostgres own = shape.start();
      return new Lease(own, own::close);
    }
    ReplicatedPostgres left = take(shape);
    ReplicatedPostgres cluster = left != null && madeAsNew(left) ? left : shape.start();
    return new Lease(cluster, () -> giveBack(shape, cluster));
  }

  private synchronized @Nullable ReplicatedPostgres take(Shape shape) {
    return idle.getOrDefault(shape, new ArrayDeque<>()).poll();
  }

  private synchronized void giveBack(Shape shape, ReplicatedPostgres cluster) {
    idle.computeIfAbsent(shape, key -> new ArrayDeque<>()).push(cluster);
  }

  private static boolean madeAsNew(ReplicatedPostgres cluster) {
    boolean asNew = false;
    try {
      asNew = cluster.reset();
    } catch (IllegalStateException e) {
      System.getLogger(ClusterPool.class.getName())
          .log(
              System.Logger.Level.WARNING, "A used cluster could not be reset; a new one comes", e);
    } finally {
      if (!asNew) {
        cluster.close();
      }
    }
    return asNew;
  }

  @Override
  public synchronized void close() {
    idle.values().forEach(clusters -> clusters.forEach(ReplicatedPostgres::close));
    idle.clear();
  }
}
