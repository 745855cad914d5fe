package dev.hibernatesplit.internal.catalogue;

import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Catalogue.Relation;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads from the primary what only its catalogue knows about statements. One round trip, whatever
 * the size; needs no privilege but to connect. For one thread.
 */
public final class CatalogueReader {

  private final Set<String> declared;
  private final Set<String> harmless = new HashSet<>();
  private final Set<String> volatileOnes = new HashSet<>();
  private final Set<String> rowFunctions = new HashSet<>();
  private final Set<String> operators = new HashSet<>();
  private final Map<TableName, Relation> refused = new HashMap<>();
  private final TableRows tables = new TableRows();
  private final Map<TableName, Source> sources = new HashMap<>();

  /** A query that reading a relation adds: a view's, or that of row-level-security policies. */
  private record Source(String what, String sql) {}

  private CatalogueReader(Set<String> declared) {
    this.declared = declared;
  }

  /**
   * Reads the catalogue of the database that {@code connection} leads to.
   *
   * @param declared functions that the user declared harmless, as the classifier takes them
   * @throws SQLException if a query fails; nothing was changed
   */
  public static Catalogue read(Connection connection, Set<String> declared) throws SQLException {
    CatalogueReader reader = new CatalogueReader(declared);
    try (Statement statement = connection.createStatement()) {
      reader.readAll(statement);
    }
    return reader.catalogue();
  }

  /** All queries in one round trip. */
  private void readAll(Statement statement) throws SQLException {
    Map<String, Row> takers = new LinkedHashMap<>();
    takers.put(CatalogueQueries.FUNCTIONS, this::function);
    takers.put(CatalogueQueries.OPERATORS, row -> operators.add(row.getString(1)));
    takers.put(CatalogueQueries.RELATIONS, this::relation);
    takers.put(
        CatalogueQueries.PARENTS, row -> refuse(name(row), "table with the " + row.getString(3)));
    takers.put(TableQueries.TABLES, tables::table);
    takers.put(TableQueries.ACTIONS, tables::action);
    takers.put(TableQueries.CHILDREN, tables::child);
    takers.put(TableQueries.FUNCTIONS, tables::function);
    boolean more = statement.execute(String.join(";", takers.keySet()));
    for (Row taker : takers.values()) {
      if (!more) {
        throw new SQLException("A query of the catalogue had no result");
      }
      each(statement.getResultSet(), taker);
      more = statement.getMoreResults();
    }
  }

  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private static void each(ResultSet rows, Row taker) throws SQLException {
    while (rows.next()) {
      taker.take(rows);
    }
  }

  private static TableName name(ResultSet row) throws SQLException {
    return new TableName(row.getString(1), row.getString(2));
  }

  private void function(ResultSet row) throws SQLException {
    TableName name = name(row);
    (row.getBoolean(3) ? volatileOnes : harmless).addAll(List.of(name.name(), name.toString()));
    if (row.getBoolean(4)) {
      rowFunctions.add(name.name());
    }
  }

  private void relation(ResultSet row) throws SQLException {
    TableName name = name(row);
    String what = row.getString(3);
    String sql = row.getString(4);
    if (!what.equals("view") && !what.equals("policies of")) {
      refuse(name, what + " " + name);
    } else if (sql != null) {
      sources.put(name, new Source(what + " " + name, sql));
    }
  }

  private void refuse(TableName name, String why) {
    refused.put(name, new Relation(name, StatementKind.UNKNOWN, why, Effect.NOTHING, null));
  }

  /** Judges views until nothing changes, since a view may stand on others. */
  private Catalogue catalogue() {
    Classifier classifier = new Classifier(declared);
    Map<TableName, Relation> relations = new HashMap<>(refused);
    Map<TableName, Relation> before;
    do {
      classifier.use(with(relations));
      before = relations;
      relations = judged(classifier);
    } while (!relations.equals(before));
    return with(relations);
  }

  private Map<TableName, Relation> judged(Classifier classifier) {
    Map<TableName, Relation> relations = new HashMap<>();
    sources.forEach(
        (name, source) -> relations.put(name, judged(name, source, classifier.scan(source.sql))));
    relations.putAll(refused);
    return relations;
  }

  private static Relation judged(TableName name, Source source, StatementInfo info) {
    String detail = info.isRead() ? "" : source.what + ": " + info.detail();
    return new Relation(name, info.kind(), detail, info.effect(), info);
  }

  private Catalogue with(Map<TableName, Relation> relations) {
    Map<String, List<Relation>> byName = new HashMap<>();
    relations.forEach(
        (name, relation) ->
            byName.computeIfAbsent(name.name(), key -> new ArrayList<>(1)).add(relation));
    harmless.removeAll(volatileOnes);
    return new Catalogue(harmless, volatileOnes, rowFunctions, operators, byName, tables.byName());
  }
}
