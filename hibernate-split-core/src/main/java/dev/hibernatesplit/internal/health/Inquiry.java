package dev.hibernatesplit.internal.health;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.internal.topology.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server after those who wait for it long, and ends the connections that are {@link
 * Forgotten}. Costs nothing while nobody waits for longer than an interval, else one round trip an
 * interval. Used by one attempt at a time.
 */
final class Inquiry {

  /** Only who is said to be idle is: of other roles' and of untracked sessions nobody says it. */
  private static final String IDLE =
      "select pid from pg_catalog.pg_stat_activity where pid = any (?) and state like 'idle%'";

  private final Target target;
  private final long interval;
  private final Forgotten forgotten = new Forgotten();
  private @Nullable Long lookedAt;

  Inquiry(Target target, Duration interval) {
    this.target = target;
    this.interval = interval.toNanos() / 2; // shorter than any jittered one
  }

  /** Looks after who waits, if it is time to, over a connection that has just answered. */
  void look(Connection connection, long now) {
    Long last = lookedAt;
    if (last != null && now - last < interval) {
      return;
    }
    lookedAt = now;
    Set<Integer> asked = forgotten.look(target.waiting());
    if (!asked.isEmpty()) {
      end(forgotten.forgotten(asked, idle(connection, asked)));
    }
  }

  private void end(Set<Physical> lost) {
    if (!lost.isEmpty()) {
      target.abort(lost, "the server does nothing for them, so question or answer was lost");
    }
  }

  private static Set<Integer> idle(Connection connection, Set<Integer> processes) {
    Set<Integer> idle = new HashSet<>();
    try (PreparedStatement question = connection.prepareStatement(IDLE)) {
      question.setArray(1, connection.createArrayOf("int4", processes.toArray()));
      try (ResultSet row = question.executeQuery()) {
        while (row.next()) {
          idle.add(row.getInt(1));
        }
      }
    } catch (SQLException e) {
      LOG.debug("Nobody could say what the server does", e);
    }
    return idle;
  }
}
