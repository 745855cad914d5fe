package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.config.TargetConfiguration;
import dev.hibernatesplit.internal.routing.TableWishes;
import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known by now of which tables are to be read where: settings from the start, entities when
 * their factory is made, views as the catalogue shows them. Thread-safe.
 */
public final class WishedTables {

  private final Map<TableName, String> settings;
  private final Map<TableName, String> entities = new HashMap<>();
  private final Classifier classifier;
  private volatile Known known;

  /**
   * @param asked what settings and entities say
   * @param catalogue whose views were looked through
   * @param wishes what follows from both
   */
  private record Known(TableWishes asked, Catalogue catalogue, TableWishes wishes) {}

  /**
   * @param settings the target for each table that the settings name, {@link
   *     TargetConfiguration#ANY} among them
   * @param classifier knows the catalogue
   */
  public WishedTables(Map<TableName, String> settings, Classifier classifier) {
    this.settings = Map.copyOf(settings);
    this.classifier = classifier;
    this.known = look(asked());
  }

  /** A factory's entities say where their tables are to be read. */
  public synchronized void add(Map<TableName, String> targets) {
    targets.forEach((table, target) -> entities.merge(table, target, TableWishes::stronger));
    known = look(asked());
  }

  /** The wishes that count now; costs nothing where there are none. */
  @SuppressWarnings("ReferenceEquality") // each reading of the catalogue is a new one
  public TableWishes now() {
    Known last = known;
    return last.asked.isEmpty() || last.catalogue == classifier.catalogue()
        ? last.wishes
        : lookAgain();
  }

  private synchronized TableWishes lookAgain() {
    known = look(known.asked);
    return known.wishes;
  }

  private Known look(TableWishes asked) {
    Catalogue catalogue = classifier.catalogue();
    return new Known(asked, catalogue, asked.through(views(catalogue)));
  }

  private static Map<TableName, List<TableName>> views(Catalogue catalogue) {
    Map<TableName, List<TableName>> views = new HashMap<>();
    catalogue.relations().values().stream()
        .flatMap(List::stream)
        .forEach(
            relation -> {
              if (relation.definition() != null) {
                views.put(relation.name(), relation.definition().tables());
              }
            });
    return views;
  }

  /** A setting overrules the entities for its table; "any" then means that nothing is wished. */
  private TableWishes asked() {
    Map<TableName, String> targets = new HashMap<>(settings);
    entities.forEach(
        (table, target) -> {
          if (!settings.containsKey(table)
              && !settings.containsKey(new TableName(null, table.name()))) {
            targets.put(table, target);
          }
        });
    targets.values().removeIf(TargetConfiguration.ANY::equals);
    return TableWishes.of(targets);
  }
}
