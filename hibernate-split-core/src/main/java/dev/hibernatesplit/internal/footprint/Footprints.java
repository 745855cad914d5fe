package dev.hibernatesplit.internal.footprint;

import dev.hibernatesplit.internal.sql.Catalogue;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.internal.sql.Memo;
import dev.hibernatesplit.spi.StatementInfo;

/**
 * What does a statement touch?
 *
 * <p>The promise: if a write changes what a read may see, then their footprints meet, in a table,
 * in a row or because one of them is everything. Where nothing proves less, it is everything.
 *
 * <p><b>A write</b> touches the tables that its text changes, and what the database changes with
 * them:
 *
 * <ul>
 *   <li>over foreign keys, the tables where ON DELETE or ON UPDATE acts, and so on from there, as
 *       far as the kind of change carries: an INSERT sets off none;
 *   <li>through a view, what the view is made of;
 *   <li>with a table its partitions and children, and the name of each table that <em>they</em> are
 *       partitions or children of. So a read need only ask for the names that it says: a row lives
 *       in one table, and whoever writes it names every table through which it can be read;
 *   <li>a trigger or rule of the user's that may fire, and a volatile function of the user's in a
 *       default, check, generated column, index, domain or policy, touches everything, unless
 *       {@link Declared} says what it touches;
 *   <li>calls, schema changes, volatile functions, foreign tables, and tables that the catalogue
 *       does not know (yet): everything.
 * </ul>
 *
 * <p><b>A read</b> touches the tables that its text names, views and row-level-security policies
 * looked through. A function that is not PostgreSQL's own touches everything, unless {@link
 * Declared} says less; so does a foreign table or a name that is not known.
 *
 * <p><b>One row</b> is touched, instead of its table, where the whole primary key, of integers or
 * uuids, must equal parameters: the text says so in a condition that nothing but AND joins to
 * others, or in the values of a single inserted row. The table must have no trigger, no rule, no
 * partition, no parent; a read may name it nowhere else; a write must not set its key, nor come
 * back to the table over foreign keys.
 *
 * <p>Thread-safe. What was found is remembered by text, until the catalogue is read again; then
 * asking costs a look into a map and allocates nothing.
 */
public final class Footprints {

  private final Classifier classifier;
  private final TableIds ids;
  private final Declared declared;
  private volatile Known known;

  /** A catalogue, and what was found with it. */
  private record Known(Catalogue catalogue, Memo<Footprint> writes, Memo<Footprint> reads) {

    static Known of(Catalogue catalogue) {
      return new Known(catalogue, new Memo<>(), new Memo<>());
    }
  }

  /**
   * @param classifier knows the catalogue
   * @param ids number the tables; to be shared by all who share fences
   * @param declared what the user says
   */
  public Footprints(Classifier classifier, TableIds ids, Declared declared) {
    this.classifier = classifier;
    this.ids = ids;
    this.declared = declared;
    this.known = Known.of(classifier.catalogue());
  }

  /** What later reads may see changed by the statement. */
  public Footprint writes(StatementInfo statement) {
    return switch (statement.effect()) {
      case NOTHING -> Footprint.NOTHING;
      case ANYTHING -> Footprint.EVERYTHING;
      case WRITTEN_TABLES -> {
        Known now = known();
        Footprint found = now.writes.get(statement.sql());
        yield found != null ? found : firstWrite(statement.sql(), now);
      }
    };
  }

  /** Whose changes the statement may see. */
  public Footprint reads(StatementInfo statement) {
    Known now = known();
    Footprint found = now.reads.get(statement.sql());
    return found != null ? found : firstRead(statement.sql(), now);
  }

  @SuppressWarnings("ReferenceEquality") // each reading of the catalogue is a new one
  private Known known() {
    Known last = known;
    Catalogue catalogue = classifier.catalogue();
    if (last.catalogue != catalogue) {
      last = Known.of(catalogue);
      known = last;
    }
    return last;
  }

  /** The statement may have been judged before the last reading. */
  private Footprint firstWrite(String sql, Known now) {
    Footprint found = new Writes(now.catalogue, declared, ids).of(classifier.classify(sql));
    return now.writes.putIfAbsent(sql, found);
  }

  private Footprint firstRead(String sql, Known now) {
    Footprint found = new Reads(now.catalogue, declared, ids).of(classifier.classify(sql));
    return now.reads.putIfAbsent(sql, found);
  }
}
