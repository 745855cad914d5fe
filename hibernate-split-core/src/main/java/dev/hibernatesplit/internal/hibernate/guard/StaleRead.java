package dev.hibernatesplit.internal.hibernate.guard;

import dev.hibernatesplit.SplitSettings;
import org.hibernate.StaleObjectStateException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.stat.spi.StatisticsImplementor;

/** The failure that an application knows from optimistic locking, with what explains it. */
final class StaleRead {

  private StaleRead() {}

  /** Hibernate adds the entity and its id to the message. */
  static StaleObjectStateException of(
      EntityPersister entity,
      Object id,
      String source,
      String difference,
      SharedSessionContractImplementor session) {
    StatisticsImplementor statistics = session.getFactory().getStatistics();
    if (statistics.isStatisticsEnabled()) {
      statistics.optimisticFailure(entity.getEntityName());
    }
    return new StaleObjectStateException(
        entity.getEntityName(),
        id,
        "Nothing was written ("
            + SplitSettings.STALE_WRITE
            + "), since what is to be changed was read from "
            + source
            + " and the primary has it otherwise: "
            + difference
            + ". Read it again there, by refresh or in Routing.onPrimary, and try once more:"
            + " failed");
  }
}
