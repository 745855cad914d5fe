package dev.hibernatesplit.internal.sql;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements that a real standby was asked to run, and what it said. */
final class Corpus {

  private static final String PROPERTY = "split.sql.corpus";
  private static final Path USUAL = Path.of("shared", "sql-corpus", "sample.jsonl");

  private Corpus() {}

  /**
   * One statement.
   *
   * @param standby OK, or the SQLSTATE with which the standby refused it
   * @param verdict primary, replica, or session: it failed for want of what its session had made
   * @param tables what the server's own parse tree names, with schemas
   * @param tablesKnown whether it was asked for them
   * @param hints why it must stay on the primary although the standby took it
   */
  record Case(
      String sql,
      String keyword,
      String standby,
      String verdict,
      Set<String> tables,
      boolean tablesKnown,
      List<String> hints) {

    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE");

    boolean refused() {
      return !standby.equals("OK") && !verdict.equals("session");
    }

    boolean query() {
      return QUERIES.contains(keyword);
    }

    boolean mayLeave() {
      return query() && standby.equals("OK") && verdict.equals("replica") && hints.isEmpty();
    }
  }

  /** The file that the system property names, else the one beside the project; if it is there. */
  static Optional<Path> file() {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve(USUAL);
      if (Files.isReadable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  static List<Case> read(Path file) {
    try {
      return Files.readAllLines(file).stream().map(Corpus::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case parse(String line) {
    try {
      Map<String, Object> fields = JSON.std.mapFrom(line);
      return new Case(
          text(fields.get("sql")),
          text(fields.get("keyword")),
          text(fields.get("standby")),
          text(fields.get("verdict")),
          Set.copyOf(strings(fields.get("tables"))),
          fields.get("tables") != null,
          strings(fields.get("hints")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static List<String> strings(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
