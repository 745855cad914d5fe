package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What only the database knows about a text: what its functions, operators and relations are.
 * Immutable. Names are as the server stores them; function names come bare and as {@code
 * schema.name}.
 *
 * @param harmless user functions of which no overload is volatile
 * @param volatileFunctions user functions of which some overload is volatile; a bare name here also
 *     takes away what PostgreSQL's own function of that name may do
 * @param rowFunctions volatile functions of one composite argument, which {@code t.name} may call
 * @param operators user operators whose function is volatile
 * @param relations the relations that are more than plain tables, by bare name
 * @param tables all tables and views, and how they hang together, by bare name
 */
public record Catalogue(
    Set<String> harmless,
    Set<String> volatileFunctions,
    Set<String> rowFunctions,
    Set<String> operators,
    Map<String, List<Relation>> relations,
    Map<String, List<Table>> tables) {

  /** Knows nothing: the text alone decides. */
  public static final Catalogue EMPTY =
      new Catalogue(Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), Map.of());

  /** Copies the collections. */
  public Catalogue {
    harmless = Set.copyOf(harmless);
    volatileFunctions = Set.copyOf(volatileFunctions);
    rowFunctions = Set.copyOf(rowFunctions);
    operators = Set.copyOf(operators);
    relations = Map.copyOf(relations);
    tables = Map.copyOf(tables);
  }

  /** Makes one that knows no tables. */
  public Catalogue(
      Set<String> harmless,
      Set<String> volatileFunctions,
      Set<String> rowFunctions,
      Set<String> operators,
      Map<String, List<Relation>> relations) {
    this(harmless, volatileFunctions, rowFunctions, operators, relations, Map.of());
  }

  /** The same with these tables. */
  public Catalogue with(Map<String, List<Table>> known) {
    return new Catalogue(harmless, volatileFunctions, rowFunctions, operators, relations, known);
  }

  /**
   * A relation that is more than a plain table.
   *
   * @param name its name, with schema
   * @param kind READ if a replica may serve it, else the kind that a query over it has
   * @param detail why it may not, or the empty string
   * @param effect what reading it may change
   * @param definition what its view definition or its row-level-security policies say, or null
   */
  public record Relation(
      TableName name,
      StatementKind kind,
      String detail,
      StatementInfo.Effect effect,
      @Nullable StatementInfo definition) {}

  /** The relations that a text may mean by {@code table}. */
  public List<Relation> relationsNamed(TableName table) {
    List<Relation> named = relations.getOrDefault(table.name(), List.of());
    return table.schema() == null || named.isEmpty()
        ? named
        : named.stream().filter(r -> r.name().mayBe(table)).toList();
  }

  /** The tables and views that a text may mean by {@code table}; none if it is not known. */
  public List<Table> tablesNamed(TableName table) {
    return tables.getOrDefault(table.name(), List.of()).stream()
        .filter(known -> known.name().mayBe(table))
        .toList();
  }
}
