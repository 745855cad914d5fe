package dev.hibernatesplit.internal.topology;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import dev.hibernatesplit.internal.sql.Classifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * Keeps the classifier's knowledge of the primary's catalogue fresh.
 *
 * <p>A reading that fails changes nothing: what was known stays in force, and what was never known
 * keeps a statement on the primary.
 */
public final class CatalogueWatch {

  private final Target primary;
  private final Classifier classifier;
  private final Set<String> declared;

  /**
   * @param declared functions that the user calls harmless
   */
  public CatalogueWatch(Target primary, Classifier classifier, Set<String> declared) {
    this.primary = primary;
    this.classifier = classifier;
    this.declared = declared;
  }

  /**
   * Reads the catalogue, over a connection of the primary's pool, and has the classifier use it.
   */
  public void refresh() {
    try {
      Connection connection = primary.connection();
      try {
        classifier.use(CatalogueReader.read(connection, declared));
      } finally {
        primary.giveBack(connection);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.catalogueUnread(e);
    }
  }
}
