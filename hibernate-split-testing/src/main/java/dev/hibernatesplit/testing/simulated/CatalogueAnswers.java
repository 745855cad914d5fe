package dev.hibernatesplit.testing.simulated;

import java.util.List;

/**
 * What the library asks of PostgreSQL's catalogue, in one text of eight questions, answered from
 * H2's: which tables and views there are, and which foreign keys act. Of functions, operators,
 * partitions and row-level security there are none.
 */
final class CatalogueAnswers {

  private static final String NOTHING = "select 1 where false";

  private static final String VIEWS =
      "select table_schema, table_name, 'view', view_definition from information_schema.views"
          + " where table_schema not in ('information_schema', 'pg_catalog')";

  private static final String TABLES =
      "select table_schema, table_name, case table_type when 'VIEW' then 'v' else 'r' end,"
          + " cast(null as varchar array), 0, false from information_schema.tables"
          + " where table_schema not in ('information_schema', 'pg_catalog')";

  private static final String ACTIONS =
      "select u.table_schema, u.table_name, t.table_schema, t.table_name,"
          + " case r.delete_rule when 'CASCADE' then 'c' when 'SET NULL' then 'n'"
          + " when 'SET DEFAULT' then 'd' else 'a' end,"
          + " case r.update_rule when 'CASCADE' then 'c' when 'SET NULL' then 'n'"
          + " when 'SET DEFAULT' then 'd' else 'a' end"
          + " from information_schema.referential_constraints r"
          + " join information_schema.table_constraints t"
          + " on t.constraint_schema = r.constraint_schema"
          + " and t.constraint_name = r.constraint_name"
          + " join information_schema.table_constraints u"
          + " on u.constraint_schema = r.unique_constraint_schema"
          + " and u.constraint_name = r.unique_constraint_name"
          + " where r.delete_rule in ('CASCADE', 'SET NULL', 'SET DEFAULT')"
          + " or r.update_rule in ('CASCADE', 'SET NULL', 'SET DEFAULT')";

  /** In the order in which the library asks: functions, operators, relations, parents … */
  private static final List<String> ANSWERS =
      List.of(NOTHING, NOTHING, VIEWS, NOTHING, TABLES, ACTIONS, NOTHING, NOTHING);

  private CatalogueAnswers() {}

  /** Whether a text reads the catalogue. */
  static boolean isFor(String sql) {
    return sql.contains("pg_catalog.pg_proc") && sql.contains("pg_catalog.pg_inherits");
  }

  /** Texts for H2, each for one result. */
  static List<String> all() {
    return ANSWERS;
  }
}
