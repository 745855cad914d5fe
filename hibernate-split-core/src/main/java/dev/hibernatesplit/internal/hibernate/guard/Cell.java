package dev.hibernatesplit.internal.hibernate.guard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.AggregateJdbcType;
import org.jspecify.annotations.Nullable;

/**
 * One column's value in one row, equal to another if their type says so.
 *
 * <p>What a converter maps to one value is one value, whatever the column holds. An embeddable that
 * is kept in one column is equal to another if its parts are.
 */
final class Cell {

  private final @Nullable JavaType<Object> type;
  private final @Nullable Object value;

  private Cell(@Nullable JavaType<Object> type, @Nullable Object value) {
    this.type = type;
    this.value = value;
  }

  @SuppressWarnings("unchecked") // who has a value of a mapping's has it by this type
  static Cell of(
      JdbcMapping mapping, @Nullable Object value, SharedSessionContractImplementor session) {
    if (value != null && mapping.getJdbcType() instanceof AggregateJdbcType aggregate) {
      EmbeddableMappingType parts = aggregate.getEmbeddableMappingType();
      return new Cell(null, parts == null ? value : parts(parts, value, session));
    }
    return new Cell((JavaType<Object>) mapping.getJdbcJavaType(), value);
  }

  private static List<Cell> parts(
      EmbeddableMappingType type, Object value, SharedSessionContractImplementor session) {
    List<Cell> parts = new ArrayList<>();
    type.forEachAttributeMapping(
        (i, part) ->
            part.decompose(
                type.getValue(value, i),
                (j, of, column) -> parts.add(of(column.getJdbcMapping(), of, session)),
                session));
    return parts;
  }

  static Cell read(
      JdbcMapping mapping, ResultSet rows, int column, SharedSessionContractImplementor session)
      throws SQLException {
    Object read = mapping.getJdbcValueExtractor().extract(rows, column, session);
    return of(
        mapping, mapping.convertToRelationalValue(mapping.convertToDomainValue(read)), session);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Cell other && isSame(other.value);
  }

  private boolean isSame(@Nullable Object other) {
    if (type == null || value == null || other == null) {
      return Objects.equals(value, other);
    }
    return type.areEqual(value, other);
  }

  @Override
  public int hashCode() {
    if (type == null || value == null) {
      return Objects.hashCode(value);
    }
    return type.extractHashCode(value);
  }
}
