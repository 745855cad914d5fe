package dev.hibernatesplit.internal.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far may a replica lag behind the primary?
 *
 * @param warn from where on it serves less; null for never
 * @param max from where on it serves nothing, longer than {@code warn}; null for never
 */
public record LagBounds(@Nullable Duration warn, @Nullable Duration max) {

  /** It may lag as far as it likes. */
  public static final LagBounds NONE = new LagBounds(null, null);
}
