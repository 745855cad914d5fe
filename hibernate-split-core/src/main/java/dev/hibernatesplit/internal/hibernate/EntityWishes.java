package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.SplitConfigurationException;
import dev.hibernatesplit.internal.Splitter;
import dev.hibernatesplit.internal.config.TargetConfiguration;
import dev.hibernatesplit.internal.routing.TableWishes;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.mapping.PersistentClass;

/**
 * Where do the entities' annotations say that their tables are to be read? Keeps nothing of the
 * mapping, since tenants are told of it that start much later.
 *
 * @param tables the target of each table
 * @param said what the annotations say: which targets they name, and which contradict each other
 */
record EntityWishes(Map<TableName, String> tables, Annotated said) {

  /** What the entities of a factory wish. */
  static EntityWishes of(Metadata metadata, SqlStringGenerationContext names) {
    Annotated said = new Annotated();
    EntityTables tables = new EntityTables(metadata, names, new Classifier()::scan);
    Map<TableName, String> wishes = new HashMap<>();
    for (PersistentClass entity : metadata.getEntityBindings()) {
      String target = said.target(entity);
      if (target != null) {
        tables.of(entity).forEach(table -> wishes.merge(table, target, TableWishes::stronger));
      }
    }
    return new EntityWishes(wishes, said);
  }

  /**
   * Tells a splitter.
   *
   * @throws SplitConfigurationException if an annotation names no target of its, or several
   *     contradict
   */
  void tell(Splitter splitter) {
    List<String> targets = new ArrayList<>();
    targets.add(TargetConfiguration.PRIMARY);
    targets.addAll(splitter.topology().replicas().keySet());
    throwIfAny(said.problems(targets));
    splitter.connector().tables().add(tables);
  }

  /**
   * What no splitter could follow.
   *
   * @throws SplitConfigurationException if annotations contradict each other
   */
  void refuseContradictions() {
    throwIfAny(said.contradictions());
  }

  private static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new SplitConfigurationException(problems);
    }
  }
}
