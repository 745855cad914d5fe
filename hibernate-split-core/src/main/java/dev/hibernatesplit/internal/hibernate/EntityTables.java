package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.TableName;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Which tables are an entity's own, by the names that its statements use?
 *
 * <p>Its table, secondary tables, those of its collections that are no other entity's, what history
 * Hibernate keeps of all these, and what stands behind {@code @Subselect} and {@code @Synchronize};
 * nothing that its superclasses bring along.
 *
 * @param metadata knows the collections
 * @param names knows the default schema
 * @param scanner finds the tables of a text
 */
record EntityTables(
    Metadata metadata, SqlStringGenerationContext names, Function<String, StatementInfo> scanner) {

  Set<TableName> of(PersistentClass entity) {
    Set<TableName> tables = new LinkedHashSet<>();
    add(entity.getTable(), tables);
    add(entity.getAuxiliaryTable(), tables);
    for (Join join : entity.getJoins()) {
      add(join.getTable(), tables);
      add(join.getAuxiliaryTable(), tables);
    }
    for (Collection collection : metadata.getCollectionBindings()) {
      if (collection.getOwner() == entity) {
        add(collection, tables);
      }
    }
    addSpaces(ownSpaces(entity), tables);
    return tables;
  }

  private void add(Collection collection, Set<TableName> tables) {
    if (!collection.isOneToMany()) { // where the table is the other entity's
      add(collection.getCollectionTable(), tables);
      add(collection.getAuxiliaryTable(), tables);
    }
    addSpaces(collection.getSynchronizedTables(), tables);
  }

  private void add(@Nullable Table table, Set<TableName> tables) {
    if (table == null) {
      return;
    }
    if (table.isSubselect()) {
      tables.addAll(scanner.apply(table.getSubselect()).tables());
    } else if (table.isPhysicalTable()) {
      QualifiedTableName name = names.withDefaults(table.getQualifiedTableName());
      Identifier schema = name.getSchemaName();
      tables.add(
          new TableName(schema == null ? null : stored(schema), stored(name.getTableName())));
    }
  }

  private static String stored(Identifier name) {
    return name.isQuoted() ? name.getText() : TableName.folded(name.getText());
  }

  private static Set<String> ownSpaces(PersistentClass entity) {
    Set<String> own = new HashSet<>(entity.getSynchronizedTables());
    if (entity.getSuperclass() != null) {
      own.removeAll(entity.getSuperclass().getSynchronizedTables());
    }
    return own;
  }

  /** A space may be any word, since Hibernate only compares it: then no table has that name. */
  private static void addSpaces(Set<String> spaces, Set<TableName> tables) {
    for (String space : spaces) {
      try {
        tables.add(TableName.of(space.replace('`', '"')));
      } catch (IllegalArgumentException e) {
        tables.add(new TableName(null, space));
      }
    }
  }
}
