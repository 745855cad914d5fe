package dev.hibernatesplit.internal.hibernate.guard;

import dev.hibernatesplit.internal.hibernate.guard.Query.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.ValuedModelPart;
import org.hibernate.metamodel.mapping.internal.EntityCollectionPart;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.collection.mutation.CollectionMutationTarget;
import org.hibernate.persister.entity.mutation.EntityMutationTarget;
import org.hibernate.sql.Template;

/** Reads the rows of collections of one role, to compare them with what was loaded. */
final class CollectionRows {

  private final PluralAttributeMapping attribute;
  private final String table;
  private final ValuedModelPart key;
  private final List<Part> parts = new ArrayList<>();
  private final List<JdbcMapping> types;
  private final boolean indexed;
  private final boolean restricted;

  /**
   * The index or the element of each row.
   *
   * @param model breaks a value down
   * @param columns what it is broken down to; null where that is a formula
   */
  private record Part(ModelPart model, List<SelectableMapping> columns) {

    List<Cell> cells(Object value, SharedSessionContractImplementor session) {
      List<Cell> cells = new ArrayList<>();
      model.decompose(
          value,
          (i, part, column) -> {
            if (!columns.get(i).isFormula()) {
              cells.add(Cell.of(columns.get(i).getJdbcMapping(), part, session));
            }
          },
          session);
      return cells;
    }

    Stream<SelectableMapping> physical() {
      return columns.stream().filter(column -> !column.isFormula());
    }
  }

  CollectionRows(CollectionPersister persister) {
    CollectionMutationTarget target = (CollectionMutationTarget) persister;
    this.attribute = target.getTargetPart();
    this.table = target.getCollectionTableMapping().getTableName();
    this.key = attribute.getKeyDescriptor().getKeyPart();
    CollectionPart index = attribute.getIndexDescriptor();
    this.indexed = index != null && target.hasPhysicalIndexColumn();
    if (index != null && indexed) {
      parts.add(new Part(index, columns(index)));
    }
    parts.add(element(persister));
    this.types =
        Stream.concat(columns(key).stream(), parts.stream().flatMap(Part::physical))
            .map(SelectableMapping::getJdbcMapping)
            .toList();
    this.restricted = attribute.hasWhereRestrictions() || attribute.getSoftDeleteMapping() != null;
  }

  private static List<SelectableMapping> columns(ModelPart part) {
    SelectableMapping whole =
        part instanceof EmbeddableValuedModelPart embeddable
            ? embeddable.getEmbeddableTypeDescriptor().getAggregateMapping()
            : null;
    List<SelectableMapping> columns = new ArrayList<>();
    if (whole != null) {
      columns.add(whole);
    } else {
      part.forEachSelectable((i, column) -> columns.add(column));
    }
    return columns;
  }

  /** Elements of a one-to-many without a join table are told by the keys of their own rows. */
  private Part element(CollectionPersister persister) {
    CollectionPart element = attribute.getElementDescriptor();
    if (!persister.isOneToMany()) {
      return new Part(element, columns(element));
    }
    EntityMappingType entity = ((EntityCollectionPart) element).getAssociatedEntityMappingType();
    List<SelectableMapping> columns = new ArrayList<>();
    ((EntityMutationTarget) entity.getEntityPersister())
        .forEachMutableTable(
            its -> {
              if (its.getTableName().equals(table)) {
                columns.addAll(its.getKeyMapping().getKeyColumns());
              }
            });
    return new Part(element, columns);
  }

  private List<Argument> key(Object value, SharedSessionContractImplementor session) {
    List<Argument> arguments = new ArrayList<>();
    key.decompose(
        value,
        (i, part, column) -> arguments.add(new Argument(part, column.getJdbcMapping())),
        session);
    return arguments;
  }

  /** Those of some collections that do not have the rows now that were loaded. */
  List<SuspectCollection> different(
      List<SuspectCollection> collections, SharedSessionContractImplementor session) {
    List<List<Argument>> keys =
        collections.stream().map(collection -> key(collection.key(), session)).toList();
    Map<List<Cell>, Map<List<Cell>, Integer>> found = read(keys, session);
    boolean partial = restricted || session.getLoadQueryInfluencers().hasEnabledFilters();
    List<SuspectCollection> different = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Map<List<Cell>, Integer> now = found.getOrDefault(Keys.cells(keys.get(i), session), Map.of());
      Map<List<Cell>, Integer> then = loaded(collections.get(i), session);
      if (partial ? !now.keySet().containsAll(then.keySet()) : !now.equals(then)) {
        different.add(collections.get(i));
      }
    }
    return different;
  }

  /** How often there is each row, by key. */
  private Map<List<Cell>, Map<List<Cell>, Integer>> read(
      List<List<Argument>> keys, SharedSessionContractImplementor session) {
    List<List<Argument>> padded = Keys.padded(keys);
    int width = keys.get(0).size();
    Map<List<Cell>, Map<List<Cell>, Integer>> found = new HashMap<>();
    new Query(sql(padded.size()), types)
        .rows(padded, session, "could not read what a collection has")
        .forEach(
            row ->
                found
                    .computeIfAbsent(row.subList(0, width), any -> new HashMap<>())
                    .merge(row.subList(width, row.size()), 1, Integer::sum));
    return found;
  }

  private String sql(int keys) {
    List<String> id = columns(key).stream().map(CollectionRows::read).toList();
    Stream<String> rest = parts.stream().flatMap(Part::physical).map(CollectionRows::read);
    return "select "
        + String.join(", ", Stream.concat(id.stream(), rest).toList())
        + " from "
        + table
        + " t0 where "
        + Keys.in(id, keys);
  }

  private static String read(SelectableMapping column) {
    String custom = column.getCustomReadExpression();
    return custom == null
        ? "t0." + column.getSelectionExpression()
        : custom.replace(Template.TEMPLATE, "t0");
  }

  /** How often each row was there when it was loaded. */
  private Map<List<Cell>, Integer> loaded(
      SuspectCollection collection, SharedSessionContractImplementor session) {
    Map<List<Cell>, Integer> rows = new HashMap<>();
    Snapshot.forEach(
        collection.snapshot(),
        (index, element) -> {
          List<Cell> row = new ArrayList<>();
          if (indexed) {
            row.addAll(parts.get(0).cells(based(index), session));
          }
          row.addAll(parts.get(parts.size() - 1).cells(element, session));
          rows.merge(row, 1, Integer::sum);
        });
    return rows;
  }

  private Object based(Object index) {
    return index instanceof Integer position && attribute.getIndexMetadata().getListIndexBase() > 0
        ? (Object) (position + attribute.getIndexMetadata().getListIndexBase())
        : index;
  }
}
