package dev.hibernatesplit.internal.hibernate.guard;

import java.util.HashMap;
import java.util.Map;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityEntryExtraState;
import org.jspecify.annotations.Nullable;

/**
 * Where an entity's row came from, and what is known of its collections.
 *
 * <p>Entities that were loaded before their session read anything from a replica have none. It does
 * not survive serialization of the session, as Hibernate writes no extra state.
 */
final class Origin implements EntityEntryExtraState {

  private Load row;
  private @Nullable Map<String, Load> collections;
  private @Nullable EntityEntryExtraState next;

  /**
   * One load.
   *
   * @param replica who served it; null for the primary
   * @param replicaReads how much the session had read from replicas when it was done
   */
  record Load(@Nullable String replica, int replicaReads) {}

  private Origin(Load row) {
    this.row = row;
  }

  static @Nullable Origin of(EntityEntry entry) {
    return entry.getExtraState(Origin.class);
  }

  /** An entity's row was loaded, or verified. */
  static void row(EntityEntry entry, Load load) {
    Origin known = of(entry);
    if (known == null) {
      entry.addExtraState(new Origin(load));
    } else {
      known.row = load;
    }
  }

  /** A collection of it was loaded, verified, or written as a whole. */
  static void collection(EntityEntry entry, String role, Load load) {
    Origin known = of(entry);
    if (known == null) {
      known = new Origin(new Load(null, 0));
      entry.addExtraState(known);
    }
    if (known.collections == null) {
      known.collections = new HashMap<>();
    }
    known.collections.put(role, load);
  }

  Load row() {
    return row;
  }

  /** How a collection was loaded, as far as Hibernate told. */
  @Nullable Load collection(String role) {
    return collections == null ? null : collections.get(role);
  }

  @Override
  public void addExtraState(EntityEntryExtraState state) {
    if (next == null) {
      next = state;
    } else {
      next.addExtraState(state);
    }
  }

  /** Hibernate's own look only at what comes after them, so each looks at its next, too. */
  @Override
  public <T extends EntityEntryExtraState> @Nullable T getExtraState(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    if (next == null || type.isInstance(next)) {
      return type.cast(next);
    }
    return next.getExtraState(type);
  }
}
