package dev.hibernatesplit.spi;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * May this replica serve? A check of yours, besides the library's own. Named by {@code
 * hibernate.split.health_check}.
 *
 * <p>Asked once a {@code probe_interval} for each replica that passed the library's own probe, on a
 * thread of the library, for different replicas at the same time: implementations are thread-safe.
 */
@FunctionalInterface
public interface ReplicaHealthCheck {

  /**
   * Says why a replica must not serve, or null if it may. What it throws is an objection, too, and
   * so is taking longer than {@code probe_timeout}: the connection is ended then, and the thread
   * interrupted.
   *
   * @param replica the replica's name
   * @param connection to that replica, which stays the library's; changes of its settings stay on
   *     it
   */
  @Nullable String objection(String replica, Connection connection) throws SQLException;
}
