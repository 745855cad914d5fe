package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.spi.StatementInfo;
import dev.hibernatesplit.spi.StatementKind;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * May this text leave the primary? Scans each text once and remembers the answer. Thread-safe; a
 * remembered answer costs one look into a map, and no lock.
 */
public final class Classifier {

  private final DeclaredFunctions declared;
  private final AtomicReference<Scanner> idle = new AtomicReference<>(new Scanner());
  private final Memo<StatementInfo> kept = new Memo<>();
  private volatile Known known = new Known(Catalogue.EMPTY, new Memo<>());

  /** A catalogue, and what was found with it. */
  private record Known(Catalogue catalogue, Memo<StatementInfo> memo) {}

  /** Makes one that knows the text alone until {@link #use} tells it more. */
  public Classifier() {
    this(Set.of());
  }

  /**
   * Makes one that knows the text alone until {@link #use} tells it more.
   *
   * @param harmless functions that a replica may run although nothing proves it, written as the
   *     statements write them, in lower case: {@code price} or {@code app.price}
   */
  public Classifier(Set<String> harmless) {
    this(new DeclaredFunctions(harmless, Set.of()));
  }

  /** Makes one that knows the text alone until {@link #use} tells it more. */
  public Classifier(DeclaredFunctions declared) {
    this.declared = declared;
  }

  /** What the user says of functions. */
  public DeclaredFunctions declared() {
    return declared;
  }

  /** Says what {@code sql} is. Never throws: what cannot be understood is UNKNOWN. */
  public StatementInfo classify(String sql) {
    Known now = known;
    StatementInfo info = now.memo.get(sql);
    return info != null ? info : firstSight(sql, now);
  }

  private StatementInfo firstSight(String sql, Known now) {
    Hinted text = Hinted.of(sql);
    StatementInfo info = kept.get(text.sql());
    if (info == null) {
      info = scan(text.sql());
    }
    if (text.hint() != null) {
      info = info.hinted(text.hint());
    }
    return now.memo.putIfAbsent(sql, info);
  }

  /** As {@link #classify}, but neither asks what is remembered nor remembers. */
  public StatementInfo scan(String sql) {
    Scanner scanner = idle.getAndSet(null);
    if (scanner == null) {
      scanner = new Scanner();
    }
    StatementInfo info = scanner.scan(sql, known.catalogue, declared);
    idle.set(scanner);
    return info;
  }

  /** From now on what {@code catalogue} says counts; what was found before is forgotten. */
  public synchronized void use(Catalogue catalogue) {
    known = new Known(catalogue, new Memo<>());
  }

  /** The catalogue in use. */
  public Catalogue catalogue() {
    return known.catalogue;
  }

  /**
   * From now on a text stays on the primary, unless it is longer than what is remembered at all.
   *
   * @param why what its detail says then
   */
  public synchronized void keepOnPrimary(StatementInfo text, String why) {
    kept.put(text.sql(), text.as(StatementKind.UNKNOWN, why));
    use(known.catalogue);
  }
}
