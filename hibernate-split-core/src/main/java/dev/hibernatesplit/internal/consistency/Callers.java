package dev.hibernatesplit.internal.consistency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What callers have written and seen, by their keys. Bounded: who was not heard of for long, or is
 * one too many, is forgotten, and what it had to respect is respected by all from then on. Replicas
 * have passed that long before, as a rule, so it costs nothing. Thread-safe.
 */
final class Callers {

  static final int MOST = 100_000;
  static final Duration LONGEST = Duration.ofMinutes(30);

  private final CallerMemory forgotten = new CallerMemory();
  private final Cache<Object, CallerMemory> known;

  Callers(long most) {
    this(most, Ticker.systemTicker());
  }

  Callers(long most, Ticker ticker) {
    this.known =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterAccess(LONGEST)
            .ticker(ticker)
            .executor(Runnable::run)
            .evictionListener(this::forget)
            .build();
  }

  private void forget(@Nullable Object caller, @Nullable CallerMemory memory, RemovalCause cause) {
    if (memory != null) {
      memory.leaveTo(forgotten);
    }
  }

  CallerMemory of(Object caller) {
    return known.get(caller, key -> new CallerMemory());
  }

  /** What those had to respect who are forgotten. */
  CallerMemory forgotten() {
    return forgotten;
  }

  /** Forgets whom there is no more room or time for, which else happens now and then. */
  void tidy() {
    known.cleanUp();
  }

  /** How many are known, about. */
  long size() {
    return known.estimatedSize();
  }
}
