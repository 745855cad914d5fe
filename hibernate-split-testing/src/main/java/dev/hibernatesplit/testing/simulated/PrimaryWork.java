package dev.hibernatesplit.testing.simulated;

import java.sql.Connection;
import java.sql.SQLException;

/** Work on the server that takes the writes: in transactions of H2's own. */
final class PrimaryWork extends Work {

  private final History history;
  private final Connection own;
  private boolean wrote;

  PrimaryWork(History history, Connection own) {
    this.history = history;
    this.own = own;
  }

  @Override
  Place place() {
    return new Place(own, () -> {});
  }

  @Override
  Connection connection() {
    return own;
  }

  @Override
  void has(Text ran) throws SQLException {
    wrote |= ran.writes();
    if (ran.endsTransaction()) {
      wrote = false;
      if (ran.changesSchema()) {
        history.schemaChanges(own::commit);
      } else {
        history.everywhere(own::commit);
      }
    }
  }

  @Override
  void ended() throws SQLException {
    if (wrote) {
      history.commit(own);
      wrote = false;
    } else {
      own.commit();
    }
  }

  @Override
  void undone() throws SQLException {
    wrote = false;
    own.rollback();
  }

  @Override
  void isolation(int level) throws SQLException {
    super.isolation(level);
    own.setTransactionIsolation(level);
  }
}
