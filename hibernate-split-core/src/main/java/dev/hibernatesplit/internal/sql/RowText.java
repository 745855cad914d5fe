package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.spi.TableName;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns of which table must equal which parameters? So says the text alone, if it is as
 * simple as those that an ORM writes for one row; whether those columns are a key, the catalogue
 * knows. What is not understood names no row. To be made once a text, not once a run.
 *
 * @param changes what it may do to the rows of the tables that it writes; of a query, nothing
 * @param bound tables that it names once, and only rows of which count where columns equal
 *     parameters
 * @param assigned columns that an UPDATE sets
 */
public record RowText(Set<Change> changes, List<Bound> bound, Set<String> assigned) {

  private static final RowText ANY = new RowText(Change.ANY, List.of(), Set.of());

  /**
   * A table, and which of its columns must equal which parameter.
   *
   * @param parameters JDBC indexes, from 1, by column
   */
  public record Bound(TableName table, Map<String, Integer> parameters) {}

  /** Looks at one text. */
  public static RowText of(String sql) {
    Words words = Words.of(sql);
    return switch (words.at(0).token() == Token.NAME ? words.at(0).text() : "") {
      case "select" -> new RowText(Set.of(), RowQuery.bound(words), Set.of());
      case "update" -> RowUpdate.of(words);
      case "delete" -> new RowText(EnumSet.of(Change.DELETE), RowDelete.bound(words), Set.of());
      case "copy" -> new RowText(EnumSet.of(Change.INSERT), List.of(), Set.of());
      case "insert" -> new RowText(inserts(words), RowInsert.bound(words), Set.of());
      default -> ANY;
    };
  }

  private static Set<Change> inserts(Words words) {
    if (words.has("with")) {
      return Change.ANY;
    }
    return words.has("conflict")
        ? EnumSet.of(Change.INSERT, Change.UPDATE)
        : EnumSet.of(Change.INSERT);
  }
}
