package dev.hibernatesplit.internal.routing;

import dev.hibernatesplit.RoutingReason;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for round the code that this thread is in.
 *
 * <p>Immutable, and linked to the scope round it; the innermost that says something is asked. Only
 * the thread that entered it is in it: virtual threads and pooled ones inherit nothing.
 */
public final class Scope {

  private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();

  private final @Nullable Wish wish;
  private final @Nullable String region;
  private final boolean readOnly;
  private final @Nullable Scope outer;

  private Scope(
      @Nullable Wish wish, @Nullable String region, boolean readOnly, @Nullable Scope outer) {
    this.wish = wish;
    this.region = region;
    this.readOnly = readOnly;
    this.outer = outer;
  }

  /** The target that is asked for, or null. */
  public @Nullable Wish wish() {
    return wish;
  }

  /** The region that is asked for where no target is, or null. */
  public @Nullable String region() {
    return region;
  }

  /** Whether everything in it only reads. */
  public boolean readOnly() {
    return readOnly;
  }

  /** The innermost scope of this thread, or null. */
  public static @Nullable Scope current() {
    return CURRENT.get();
  }

  /** Enters a scope in which a target is asked for. */
  public static Scope entering(String target) {
    Scope outer = current();
    return enter(
        new Scope(
            new Wish(target, RoutingReason.SCOPE),
            outer == null ? null : outer.region,
            outer != null && outer.readOnly,
            outer));
  }

  /** Enters a scope in which a region is asked for; a target that is asked for round it stays. */
  public static Scope enteringRegion(String region) {
    Scope outer = current();
    return enter(
        new Scope(
            outer == null ? null : outer.wish, region, outer != null && outer.readOnly, outer));
  }

  /** Enters a scope in which everything only reads. */
  public static Scope enteringReadOnly() {
    Scope outer = current();
    return enter(
        new Scope(
            outer == null ? null : outer.wish, outer == null ? null : outer.region, true, outer));
  }

  private static Scope enter(Scope scope) {
    CURRENT.set(scope);
    return scope;
  }

  /**
   * Leaves it.
   *
   * @throws IllegalStateException if it is not the innermost scope of this thread
   */
  public void leave() {
    if (CURRENT.get() != this) {
      throw new IllegalStateException(
          "A Routing scope is closed by the thread that opened it, and before those round it: use"
              + " try-with-resources, or hand over a lambda.");
    }
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }
}
