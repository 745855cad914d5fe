package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.internal.Splitter;
import dev.hibernatesplit.internal.config.TargetConfiguration;
import dev.hibernatesplit.internal.routing.TableWishes;
import dev.hibernatesplit.spi.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.mapping.PersistentClass;

/** Where do the entities' annotations say that their tables are to be read? */
final class EntityWishes {

  private EntityWishes() {}

  /**
   * Tells the splitter what a factory's entities wish.
   *
   * @throws SplitConfigurationException if an annotation names no target, or several contradict
   */
  static void tell(Metadata metadata, SqlStringGenerationContext names, Splitter splitter) {
    List<String> targets = new ArrayList<>();
    targets.add(TargetConfiguration.PRIMARY);
    targets.addAll(splitter.topology().replicas().keySet());
    Set<String> problems = new LinkedHashSet<>();
    EntityTables tables =
        new EntityTables(metadata, names, sql -> splitter.connector().classifier().scan(sql));
    Map<TableName, String> wishes = new HashMap<>();
    for (PersistentClass entity : metadata.getEntityBindings()) {
      String target = Annotated.target(entity, targets, problems);
      if (target != null) {
        tables.of(entity).forEach(table -> wishes.merge(table, target, TableWishes::stronger));
      }
    }
    if (!problems.isEmpty()) {
      throw new SplitConfigurationException(List.copyOf(problems));
    }
    splitter.connector().tables().add(wishes);
  }
}
