package dev.hibernatesplit.internal.routing;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.ConsistencyToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the reads of a scope must see. Immutable.
 *
 * @param level how much in general; null for what the session or the settings say
 * @param caller on whose behalf they read, equal to itself elsewhere; null for nobody's
 * @param tokens what others have seen, all of which they must see, too
 */
public record Needs(
    @Nullable Consistency level, @Nullable Object caller, List<ConsistencyToken> tokens) {

  /** Nothing in particular. */
  public static final Needs NONE = new Needs(null, null, List.of());

  /** What a scope, which may be null for none, says. */
  public static Needs of(@Nullable Scope scope) {
    return scope == null ? NONE : scope.needs();
  }

  /** The same at another level. */
  public Needs at(Consistency other) {
    return new Needs(other, caller, tokens);
  }

  /** The same for another caller. */
  public Needs as(Object other) {
    return new Needs(level, other, tokens);
  }

  /** The same, and what one more has seen. */
  public Needs with(ConsistencyToken token) {
    List<ConsistencyToken> all = new ArrayList<>(tokens);
    all.add(token);
    return new Needs(level, caller, List.copyOf(all));
  }
}
