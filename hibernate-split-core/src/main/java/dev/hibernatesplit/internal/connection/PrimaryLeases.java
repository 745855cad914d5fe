package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.topology.NoConnection;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.internal.topology.Vacancy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** How does a unit come by a connection of the server that takes the writes, which may move? */
final class PrimaryLeases {

  private PrimaryLeases() {}

  /** The one that is held, else one taken now. */
  static Lease lease(UnitOfWork unit) throws SQLException {
    return lease(unit, null);
  }

  private static Lease lease(UnitOfWork unit, @Nullable Places places) throws SQLException {
    Leases leases = unit.leases();
    Connector connector = unit.connector();
    Target primary = connector.topology().primary();
    try {
      refuseVacancy(unit);
      return leases.onPrimary(primary, unit.active(), unit.pinned(), places);
    } catch (SQLException e) {
      if (!isOfTaking(leases, e)) {
        throw e;
      }
      if (primary == connector.topology().primary() || leases.ended()) {
        refuseVacancy(unit);
        suspect(unit, primary, e);
        throw e;
      }
      return lease(unit, places); // it moved while we waited
    }
  }

  /** Whether there was none to be had, as pools and drivers say it. */
  private static boolean isOfTaking(Leases leases, SQLException e) {
    return e instanceof SQLTransientConnectionException
        || (leases.primary() == null && NoConnection.serverWasAsked(e));
  }

  private static void refuseVacancy(UnitOfWork unit) throws NoPrimaryException {
    Topology topology = unit.connector().topology();
    Vacancy vacancy = topology.vacancy();
    if (vacancy != null && unit.leases().primary() == null) {
      throw new NoPrimaryException(vacancy, topology);
    }
  }

  /** The same for a read that is there only because no replica could serve it. */
  static Lease fallback(UnitOfWork unit, @Nullable Setbacks setbacks) throws SQLException {
    Connector connector = unit.connector();
    connector.fallback().check(setbacks == null ? null : setbacks.last());
    return lease(unit, connector.fallback().places(connector.topology().primary()));
  }

  /** Where the server that takes the writes seems gone, the next probe comes soon. */
  static void suspect(UnitOfWork unit, Target primary, SQLException e) {
    boolean demoted = "25006".equals(e.getSQLState()) && !unit.readOnly();
    if (demoted || Refusal.ofLease(e)) {
      unit.connector().topology().suspect(primary);
    }
  }

  /** A commit on a server that leads no more would be lost, or land beside the new one's. */
  static void refuseCommitBeside(UnitOfWork unit) throws SQLException {
    Lease written = unit.leases().primary();
    Target primary = unit.connector().topology().primary();
    if (written != null && written.target() != primary) {
      throw new PrimaryMovedException(written.target().name(), primary.name());
    }
  }
}
