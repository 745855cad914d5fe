package dev.hibernatesplit.internal.routing;

import dev.hibernatesplit.RoutingReason;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for round the code that this thread is in.
 *
 * <p>Immutable, and linked to the scope round it; the innermost that says something is asked. Only
 * the thread that entered it is in it: virtual threads and pooled ones inherit nothing.
 */
public final class Scope {

  private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();
  private static final Scope NONE = new Scope(null, null, false, null, Needs.NONE, null);

  private final @Nullable Wish wish;
  private final @Nullable String region;
  private final boolean readOnly;
  private final @Nullable Attribute attributes;
  private final Needs needs;
  private final @Nullable Scope outer;

  /** What the caller says under a name, and what was said round it. */
  private record Attribute(String name, Object value, @Nullable Attribute next) {

    Attribute {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
    }
  }

  private Scope(
      @Nullable Wish wish,
      @Nullable String region,
      boolean readOnly,
      @Nullable Attribute attributes,
      Needs needs,
      @Nullable Scope outer) {
    this.wish = wish;
    this.region = region;
    this.readOnly = readOnly;
    this.attributes = attributes;
    this.needs = needs;
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

  /** What the innermost scope of this thread says under a name, or null. */
  public static @Nullable Object attribute(String name) {
    Scope scope = current();
    Attribute found = scope == null ? null : scope.attributes;
    while (found != null && !found.name.equals(name)) {
      found = found.next;
    }
    return found == null ? null : found.value;
  }

  /** What reads in it must see. */
  public Needs needs() {
    return needs;
  }

  /** The innermost scope of this thread, or null. */
  public static @Nullable Scope current() {
    return CURRENT.get();
  }

  /** Enters a scope in which a target is asked for. */
  public static Scope entering(String target) {
    Scope outer = around();
    Wish wish = new Wish(target, RoutingReason.SCOPE);
    return enter(
        new Scope(wish, outer.region, outer.readOnly, outer.attributes, outer.needs, outer));
  }

  /** Enters a scope in which a region is asked for; a target that is asked for round it stays. */
  public static Scope enteringRegion(String region) {
    Scope outer = around();
    return enter(
        new Scope(outer.wish, region, outer.readOnly, outer.attributes, outer.needs, outer));
  }

  /** Enters a scope in which everything only reads. */
  public static Scope enteringReadOnly() {
    Scope outer = around();
    return enter(new Scope(outer.wish, outer.region, true, outer.attributes, outer.needs, outer));
  }

  /** Enters a scope whose reads must see something more, or less. */
  public static Scope entering(UnaryOperator<Needs> change) {
    Scope outer = around();
    Needs needs = change.apply(outer.needs);
    return enter(
        new Scope(outer.wish, outer.region, outer.readOnly, outer.attributes, needs, outer));
  }

  /** Enters a scope in which something is said under a name. */
  public static Scope enteringAttribute(String name, Object value) {
    Scope outer = around();
    Attribute attributes = new Attribute(name, value, outer.attributes);
    return enter(
        new Scope(outer.wish, outer.region, outer.readOnly, attributes, outer.needs, outer));
  }

  /** What a new scope begins with. */
  private static Scope around() {
    Scope outer = current();
    return outer == null ? NONE : outer;
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
    if (outer == NONE) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }
}
