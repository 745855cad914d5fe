package dev.hibernatesplit.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the driver says of the database, beside the same on a plain connection. */
@PostgresCluster(replicas = 1)
class MetaDataParityIT {

  private static Twins twins;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws SQLException {
    twins = Twins.start(cluster);
  }

  @AfterAll
  static void stop() throws SQLException {
    twins.close();
  }

  @Test
  void every_question_without_parameters_has_the_same_answer() throws SQLException {
    List<Method> questions =
        Arrays.stream(DatabaseMetaData.class.getMethods())
            .filter(method -> method.getParameterCount() == 0)
            .filter(method -> method.getReturnType() != Connection.class)
            .filter(method -> !method.getReturnType().equals(ResultSet.class))
            .filter(method -> !method.getName().equals("getRowIdLifetime")) // 0A000
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    assertThat(questions).hasSizeGreaterThan(120);
    Twins.Script script =
        (connection, seen) -> {
          DatabaseMetaData metaData = connection.getMetaData();
          for (Method question : questions) {
            seen.ask(question.getName(), () -> answer(question, metaData));
          }
        };
    twins.agreeOutside(script);
    twins.agreeReadOnly(script);
  }

  private static Object answer(Method question, DatabaseMetaData metaData) throws SQLException {
    try {
      return question.invoke(metaData);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw new AssertionError(question.getName(), e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void answers_in_rows_are_the_same() throws SQLException {
    Twins.Script script =
        (connection, seen) -> {
          DatabaseMetaData metaData = connection.getMetaData();
          seen.ask("catalogs", metaData::getCatalogs);
          seen.ask("schemas", metaData::getSchemas);
          seen.ask("some schemas", () -> metaData.getSchemas(null, "oth%"));
          seen.ask("tableTypes", metaData::getTableTypes);
          seen.ask("typeInfo", metaData::getTypeInfo);
          seen.ask("info", metaData::getClientInfoProperties);
          seen.ask("tables", () -> metaData.getTables(null, "public", "%", null));
          seen.ask("columns", () -> metaData.getColumns(null, null, "item", null));
          seen.ask("keys", () -> metaData.getPrimaryKeys(null, "public", "item"));
          seen.ask("imported", () -> metaData.getImportedKeys(null, "public", "item"));
          seen.ask("exported", () -> metaData.getExportedKeys(null, "public", "item"));
          seen.ask(
              "cross", () -> metaData.getCrossReference(null, null, "item", null, null, "paired"));
          seen.ask("indexes", () -> metaData.getIndexInfo(null, "public", "item", true, true));
          seen.ask("procedures", () -> metaData.getProcedures(null, "public", "%"));
          seen.ask("functions", () -> metaData.getFunctions(null, "public", "%"));
          seen.ask("parameters", () -> metaData.getProcedureColumns(null, null, "twice", "%"));
          seen.ask("parameters", () -> metaData.getFunctionColumns(null, null, "add_one", "%"));
          seen.ask("rights", () -> metaData.getTablePrivileges(null, "public", "item"));
          seen.ask("rights", () -> metaData.getColumnPrivileges(null, "public", "item", "id"));
          seen.ask("versions", () -> metaData.getVersionColumns(null, "public", "item"));
          seen.ask("best", () -> metaData.getBestRowIdentifier(null, null, "item", 0, true));
          seen.ask("types", () -> metaData.getUDTs(null, "public", "%", null));
        };
    twins.agree(script);
    twins.agreeReadOnly(script);
  }

  @Test
  void what_the_driver_does_not_have_it_says() throws SQLException {
    twins.agreeOutside(
        (connection, seen) ->
            seen.ask("types", () -> connection.getMetaData().getSuperTypes(null, null, "item")));
    twins.agreeOutside(
        (connection, seen) ->
            seen.ask("tables", () -> connection.getMetaData().getSuperTables(null, null, "item")));
  }
}
