package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.spi.StatementInfo.Effect;
import dev.hibernatesplit.spi.StatementKind;
import dev.hibernatesplit.spi.TableName;
import java.util.List;
import java.util.Set;

/** Which relations must a replica not serve? */
final class Relations {

  /** Views of PostgreSQL's own that answer for their server or session. */
  private static final Set<String> NODE =
      Set.of(
          "pg_aios",
          "pg_available_extensions",
          "pg_available_extension_versions",
          "pg_backend_memory_contexts",
          "pg_config",
          "pg_cursors",
          "pg_dsm_registry_allocations",
          "pg_file_settings",
          "pg_hba_file_rules",
          "pg_ident_file_mappings",
          "pg_locks",
          "pg_prepared_statements",
          "pg_prepared_xacts",
          "pg_replication_origin_status",
          "pg_replication_slots",
          "pg_sequences",
          "pg_settings",
          "pg_shmem_allocations",
          "pg_shmem_allocations_numa",
          "pg_largeobject",
          "pg_largeobject_metadata");

  private Relations() {}

  /**
   * Text alone cannot tell a sequence read as a table; the name that PostgreSQL and Hibernate give
   * to sequences can, and costs a table of that name no more than the primary.
   */
  static void judge(TableName table, Catalogue catalogue, Facts facts) {
    String name = table.name();
    if (name.startsWith("pg_") && answersForItsNode(name)) {
      facts.raise(StatementKind.UNKNOWN, "relation " + name, Effect.NOTHING);
    } else if (name.endsWith("_seq")) {
      facts.raise(StatementKind.UNKNOWN, "sequence " + name, Effect.NOTHING);
    }
    if (!catalogue.relations().isEmpty()) {
      List<Catalogue.Relation> relations = catalogue.relationsNamed(table);
      for (int i = 0; i < relations.size(); i++) {
        judge(relations.get(i), facts);
      }
    }
  }

  private static boolean answersForItsNode(String name) {
    return name.startsWith("pg_stat_") || name.startsWith("pg_statio_") || NODE.contains(name);
  }

  private static void judge(Catalogue.Relation relation, Facts facts) {
    facts.raise(relation.kind(), relation.detail(), relation.effect());
    if (relation.definition() != null) {
      facts.transactionTime |= relation.definition().transactionTime();
      relation.definition().functions().forEach(facts::function);
    }
  }
}
