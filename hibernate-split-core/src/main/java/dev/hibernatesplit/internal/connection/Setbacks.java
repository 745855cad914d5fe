package dev.hibernatesplit.internal.connection;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.balancing.Rotation;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.spi.StatementInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The replicas that one run of a statement was tried on in vain, and why. Made when the first has
 * failed, and gone with the run: each replica is asked once at most.
 */
final class Setbacks {

  private final Set<String> out = new HashSet<>(4);
  private final List<String> behind = new ArrayList<>(2);
  private final List<Refused> refusals = new ArrayList<>(0);
  private @Nullable SQLException last;

  private record Refused(Target replica, Refusal refusal, SQLException error) {}

  /** There was no connection of it to be had. */
  void noLease(Target replica, SQLException error) {
    failed(replica, error);
  }

  private void failed(Target replica, SQLException error) {
    out.add(replica.name());
    last = error;
  }

  /** It is not known to have what the read must see. */
  void behind(Target replica) {
    if (out.add(replica.name())) {
      behind.add(replica.name());
    }
  }

  /** Those that may have what the read must see when somebody has waited for it. */
  List<String> behind() {
    return behind;
  }

  /** They are to be looked at again. */
  void waited() {
    behind.forEach(out::remove);
    behind.clear();
  }

  /** It was asked, and did not do it. */
  void refused(Target replica, Refusal refusal, SQLException error) {
    failed(replica, error);
    refusals.add(new Refused(replica, refusal, error));
  }

  boolean tried(String replica) {
    return out.contains(replica);
  }

  /** Who is left to be asked. */
  Rotation left(Rotation rotation) {
    return rotation.without(out);
  }

  /** Why the last one did not do it. */
  @Nullable SQLException last() {
    return last;
  }

  /** Somebody has done it in the end. */
  void made(Connector connector, StatementInfo statement, String target) {
    for (Refused refused : refusals) {
      String state = String.valueOf(refused.error.getSQLState());
      String message = String.valueOf(refused.error.getMessage());
      if (refused.refusal != Refusal.NOT_A_READ) {
        LOG.reran(refused.replica.name(), state, message, target);
      } else if (connector.classifier().classify(statement.sql()).isRead()) {
        connector.classifier().keepOnPrimary(statement, "refused by a replica before");
        LOG.misrouted(refused.replica.name(), state, message, statement.sql());
      }
    }
  }
}
