package dev.hibernatesplit.internal.sql;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers by SQL text, bounded: two generations, of which the older is dropped when the younger is
 * full, so what is in use stays and texts full of literals pass through. Thread-safe; finding takes
 * no lock.
 */
public final class Memo<V> {

  /** Texts a generation. An application with Hibernate has hundreds to a few thousand. */
  static final int GENERATION = 4_096;

  /** Longer texts, in characters, are not remembered: they are rarely asked for twice. */
  static final int LONGEST = 16_384;

  private static final class Generations<V> {
    final ConcurrentHashMap<String, V> young = new ConcurrentHashMap<>();
    final ConcurrentHashMap<String, V> old;

    Generations(ConcurrentHashMap<String, V> old) {
      this.old = old;
    }
  }

  private volatile Generations<V> generations = new Generations<>(new ConcurrentHashMap<>());

  /** What is remembered for a text; null if nothing is. */
  public @Nullable V get(String sql) {
    Generations<V> now = generations;
    V value = now.young.get(sql);
    return value != null || now.old.isEmpty() ? value : promoted(sql, now);
  }

  private @Nullable V promoted(String sql, Generations<V> now) {
    V value = now.old.get(sql);
    return value == null ? null : putIfAbsent(sql, value);
  }

  /** Returns what is remembered from now on: what was there before, or {@code value}. */
  V putIfAbsent(String sql, V value) {
    if (sql.length() > LONGEST) {
      return value;
    }
    Generations<V> now = generations;
    V before = now.young.putIfAbsent(sql, value);
    turnIfFull(now);
    return before == null ? value : before;
  }

  /** Remembers a value for a text, in place of what was remembered. */
  public void put(String sql, V value) {
    if (sql.length() <= LONGEST) {
      Generations<V> now = generations;
      now.young.put(sql, value);
      turnIfFull(now);
    }
  }

  private void turnIfFull(Generations<V> now) {
    if (now.young.mappingCount() > GENERATION) {
      turn(now);
    }
  }

  private synchronized void turn(Generations<V> full) {
    if (generations == full) {
      generations = new Generations<>(full.young);
    }
  }

  int size() {
    Generations<V> now = generations;
    return now.young.size() + now.old.size();
  }
}
