package dev.hibernatesplit.internal.hibernate.guard;

import dev.hibernatesplit.internal.hibernate.guard.Query.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.SoftDeleteMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityMutationTarget;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.spi.NavigablePath;
import org.hibernate.sql.Template;
import org.hibernate.sql.ast.tree.expression.ColumnReference;

/**
 * Reads and locks rows of entities of one class in some of its tables: those that have a row for
 * each entity, or one that need not have.
 */
final class EntityRows {

  private final List<EntityTableMapping> tables;
  private final List<Column> columns;
  private final String alive;

  /**
   * A column of an entity.
   *
   * @param attribute the position of the attribute that it is of
   * @param part its position among the columns of that
   * @param expression what reads it
   * @param mapping its type
   */
  record Column(int attribute, int part, String expression, JdbcMapping mapping) {}

  private EntityRows(
      EntityMutationTarget entity,
      List<EntityTableMapping> tables,
      SharedSessionContractImplementor session) {
    this.tables = tables;
    this.columns = columns(entity, session);
    this.alive = alive(entity);
  }

  /** The tables of a class, those first that have a row for each entity: one statement for each. */
  static List<EntityRows> of(EntityPersister persister, SharedSessionContractImplementor session) {
    EntityMutationTarget entity = (EntityMutationTarget) persister;
    List<EntityTableMapping> always = new ArrayList<>();
    List<EntityTableMapping> sometimes = new ArrayList<>();
    entity.forEachMutableTable(table -> (table.isOptional() ? sometimes : always).add(table));
    always.sort((a, b) -> Boolean.compare(b.isIdentifierTable(), a.isIdentifierTable()));
    if (always.isEmpty()) {
      return List.of(); // nothing of it is ever written
    }
    return Stream.concat(
            Stream.of(new EntityRows(entity, always, session)),
            sometimes.stream().map(table -> new EntityRows(entity, List.of(table), session)))
        .toList();
  }

  /** Whether an entity may have no row here. */
  boolean optional() {
    return tables.get(0).isOptional();
  }

  private List<Column> columns(
      EntityMutationTarget entity, SharedSessionContractImplementor session) {
    List<Column> found = new ArrayList<>();
    entity
        .getTargetPart()
        .forEachAttributeMapping(
            attribute -> {
              List<SelectableMapping> parts = parts(attribute, session);
              for (int part = 0; part < parts.size(); part++) {
                add(entity, attribute, part, parts.get(part), found);
              }
            });
    return found;
  }

  /** An attribute tells its columns where it is broken down for a write, also if it is null. */
  private static List<SelectableMapping> parts(
      AttributeMapping attribute, SharedSessionContractImplementor session) {
    List<SelectableMapping> parts = new ArrayList<>();
    if (!attribute.isPluralAttributeMapping() && !isIdentifier(attribute)) {
      attribute.decompose(null, (i, part, column) -> parts.add(column), session);
    }
    return parts;
  }

  /** An identifier of several attributes ({@code @IdClass}) stands among the others once more. */
  private static boolean isIdentifier(AttributeMapping attribute) {
    return attribute.getAttributeName().equals(NavigablePath.IDENTIFIER_MAPPER_PROPERTY);
  }

  private void add(
      EntityMutationTarget entity,
      AttributeMapping attribute,
      int part,
      SelectableMapping column,
      List<Column> found) {
    int table = column.isFormula() ? -1 : number(entity.physicalTableNameForMutation(column));
    JdbcMapping mapping = column.getJdbcMapping();
    if (table >= 0 && comparable(mapping)) {
      int position = attribute.getStateArrayPosition();
      found.add(new Column(position, part, read(column, table), mapping));
    }
  }

  /** What is only a handle on a large object says nothing of what is in it. */
  private static boolean comparable(JdbcMapping mapping) {
    Class<?> type = mapping.getJdbcJavaType().getJavaTypeClass();
    return !java.sql.Blob.class.isAssignableFrom(type)
        && !java.sql.Clob.class.isAssignableFrom(type);
  }

  private int number(String name) {
    for (int i = 0; i < tables.size(); i++) {
      if (tables.get(i).getTableName().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static String read(SelectableMapping column, int table) {
    String custom = column.getCustomReadExpression();
    return custom == null
        ? "t" + table + "." + column.getSelectionExpression()
        : custom.replace(Template.TEMPLATE, "t" + table);
  }

  /** The condition that a row is not deleted softly; empty if rows never are. */
  private String alive(EntityMutationTarget entity) {
    SoftDeleteMapping deleted = entity.getTargetPart().getSoftDeleteMapping();
    int table = deleted == null ? -1 : number(deleted.getTableName());
    if (deleted == null || table < 0) {
      return "";
    }
    String qualifier = "t" + table;
    String living =
        deleted
            .createNonDeletedValueBinding(new ColumnReference(qualifier, deleted))
            .getValueExpression()
            .getFragment();
    String condition = living == null ? " is null" : " = " + living;
    return " and " + qualifier + "." + deleted.getColumnName() + condition;
  }

  /** The columns of some attributes. */
  List<Column> columns(IntPredicate attributes) {
    return columns.stream().filter(column -> attributes.test(column.attribute())).toList();
  }

  /** An identifier, as its columns have it. */
  List<Argument> key(Object id, SharedSessionContractImplementor session) {
    List<Argument> key = new ArrayList<>();
    tables
        .get(0)
        .getKeyMapping()
        .breakDownKeyJdbcValues(
            id, (value, column) -> key.add(new Argument(value, column.getJdbcMapping())), session);
    return key;
  }

  /** Locks rows in the order of their keys, and reads them as they are then, by their keys. */
  Map<List<Cell>, List<Cell>> lock(
      List<List<Argument>> keys,
      List<Column> read,
      boolean toDelete,
      SharedSessionContractImplementor session) {
    List<List<Argument>> padded = Keys.padded(keys);
    int parts = keys.get(0).size();
    List<JdbcMapping> types =
        Stream.concat(
                keys.get(0).stream().map(Argument::mapping), read.stream().map(Column::mapping))
            .toList();
    Query query = new Query(sql(padded.size(), read, toDelete), types);
    Map<List<Cell>, List<Cell>> found = new HashMap<>();
    for (List<Cell> row : query.rows(padded, session, "could not lock what is to be written")) {
      found.put(row.subList(0, parts), row.subList(parts, row.size()));
    }
    return found;
  }

  private String sql(int keys, List<Column> read, boolean toDelete) {
    List<String> id = keyColumns(0);
    StringBuilder sql = new StringBuilder("select ").append(String.join(", ", id));
    read.forEach(column -> sql.append(", ").append(column.expression()));
    sql.append(" from ").append(tables.get(0).getTableName()).append(" t0");
    for (int i = 1; i < tables.size(); i++) {
      sql.append(" join ").append(tables.get(i).getTableName()).append(" t").append(i);
      sql.append(" on (").append(String.join(", ", keyColumns(i)));
      sql.append(") = (").append(String.join(", ", id)).append(")");
    }
    return sql.append(" where ")
        .append(Keys.in(id, keys))
        .append(alive)
        .append(" order by ")
        .append(String.join(", ", id))
        .append(toDelete ? " for update" : " for no key update")
        .toString();
  }

  private List<String> keyColumns(int table) {
    return tables.get(table).getKeyMapping().getKeyColumns().stream()
        .map(column -> "t" + table + "." + column.getColumnName())
        .toList();
  }
}
