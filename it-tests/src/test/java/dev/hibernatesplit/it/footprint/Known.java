package dev.hibernatesplit.it.footprint;

import dev.hibernatesplit.internal.footprint.Declared;
import dev.hibernatesplit.internal.footprint.Footprint;
import dev.hibernatesplit.internal.footprint.Footprints;
import dev.hibernatesplit.internal.footprint.RowKey;
import dev.hibernatesplit.internal.footprint.TableIds;
import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Footprints by one catalogue, with the names of tables. */
final class Known {

  private final Classifier classifier = new Classifier();
  private final TableIds ids = new TableIds();
  private final Map<Integer, String> names = new HashMap<>();
  private final Footprints footprints;

  Known(Catalogue catalogue) {
    classifier.use(catalogue);
    catalogue.tables().keySet().forEach(name -> names.put(ids.of(name), name));
    footprints = new Footprints(classifier, ids, Declared.NONE);
  }

  Set<String> writes(String sql) {
    return tables(footprints.writes(classifier.classify(sql)));
  }

  Set<String> reads(String sql) {
    return tables(footprints.reads(classifier.classify(sql)));
  }

  /** The table of which it touches one row only; null if there is none. */
  String row(String sql) {
    StatementInfo statement = classifier.classify(sql);
    RowKey row =
        statement.mayWrite()
            ? footprints.writes(statement).row()
            : footprints.reads(statement).row();
    return row == null ? null : name(row.table());
  }

  private Set<String> tables(Footprint footprint) {
    if (footprint.everything()) {
      return Sample.EVERYTHING;
    }
    Set<String> tables = new TreeSet<>();
    for (int i = 0; i < footprint.tables(); i++) {
      tables.add(name(footprint.table(i)));
    }
    RowKey row = footprint.row();
    if (row != null) {
      tables.add(name(row.table()));
    }
    return tables;
  }

  private String name(int id) {
    return names.getOrDefault(id, "unknown");
  }
}
