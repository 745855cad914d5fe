package dev.hibernatesplit.internal.footprint;

import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.StatementInfo;

/** What does a statement touch? Closed over by what the catalogue knows. Thread-safe. */
public final class Footprints {

  /**
   * @param classifier knows the catalogue
   * @param ids number the tables; to be shared by all who share fences
   */
  public Footprints(Classifier classifier, TableIds ids) {}

  /** What later reads may see changed by the statement. */
  public Footprint writes(StatementInfo statement) {
    return statement.mayWrite() ? Footprint.EVERYTHING : Footprint.NOTHING;
  }

  /** Whose changes the statement may see. */
  public Footprint reads(StatementInfo statement) {
    return Footprint.EVERYTHING;
  }
}
