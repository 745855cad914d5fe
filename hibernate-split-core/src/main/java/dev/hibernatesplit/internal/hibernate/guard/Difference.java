package dev.hibernatesplit.internal.hibernate.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.jspecify.annotations.Nullable;

/** In what an entity's rows differ now from what was loaded. */
final class Difference {

  private final Suspect suspect;
  private final SharedSessionContractImplementor session;
  private final Collection<String> attributes = new TreeSet<>();
  private boolean gone;

  Difference(Suspect suspect, SharedSessionContractImplementor session) {
    this.suspect = suspect;
    this.session = session;
  }

  /** Whether an attribute was loaded with the others, or later. */
  static boolean wasLoaded(Suspect suspect, int attribute) {
    Object[] loaded = suspect.loaded();
    return suspect.compared()
        && loaded != null
        && loaded[attribute] != LazyPropertyInitializer.UNFETCHED_PROPERTY;
  }

  /** Compares with a row in some of its tables; null if there is none. */
  void compare(EntityRows table, List<EntityRows.Column> columns, @Nullable List<Cell> row) {
    if (row == null && !table.optional()) {
      gone = true;
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      EntityRows.Column column = columns.get(i);
      if (wasLoaded(suspect, column.attribute())) {
        Cell now = row == null ? Cell.of(column.mapping(), null, session) : row.get(i);
        compare(column, now);
      }
    }
  }

  private void compare(EntityRows.Column column, Cell now) {
    Object[] loaded = suspect.loaded();
    AttributeMapping attribute = suspect.persister().getAttributeMappings().get(column.attribute());
    Object then = loaded == null ? null : loaded[column.attribute()];
    boolean dangling =
        then == null && attribute instanceof ToOneAttributeMapping one && one.hasNotFoundAction();
    if (!dangling && !cell(attribute, column, then).equals(now)) {
      attributes.add(attribute.getAttributeName());
    }
  }

  private Cell cell(AttributeMapping attribute, EntityRows.Column column, @Nullable Object value) {
    List<@Nullable Object> parts = new ArrayList<>();
    attribute.decompose(value, (i, part, of) -> parts.add(part), session);
    return Cell.of(column.mapping(), parts.get(column.part()), session);
  }

  boolean isOne() {
    return gone || !attributes.isEmpty();
  }

  Suspect suspect() {
    return suspect;
  }

  /** In words, which hold no values. */
  @Override
  public String toString() {
    return gone ? "it is gone there" : "it differs there in " + String.join(", ", attributes);
  }
}
