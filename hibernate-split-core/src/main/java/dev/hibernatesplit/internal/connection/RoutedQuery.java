package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.routing.Scope;
import dev.hibernatesplit.internal.routing.Unit;
import dev.hibernatesplit.spi.Query;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What routers see of a query: looked up when they look. */
final class RoutedQuery implements Query {

  private final StatementInfo statement;
  private final Unit unit;
  private final Parameters parameters;
  private @Nullable List<@Nullable Object> values;

  RoutedQuery(StatementInfo statement, Unit unit, Parameters parameters) {
    this.statement = statement;
    this.unit = unit;
    this.parameters = parameters;
  }

  @Override
  public StatementInfo statement() {
    return statement;
  }

  @Override
  public List<@Nullable Object> parameters() {
    List<@Nullable Object> read = values;
    if (read == null) {
      read = parameters.values();
      values = read;
    }
    return read;
  }

  @Override
  public boolean inTransaction() {
    return unit.inTransaction();
  }

  @Override
  public boolean readOnly() {
    return unit.readOnly();
  }

  @Override
  public @Nullable Object attribute(String name) {
    return Scope.attribute(name);
  }
}
