package dev.hibernatesplit.internal.hibernate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.hibernate.LockMode;
import org.hibernate.engine.internal.EntityEntryImpl;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.Status;
import org.junit.jupiter.api.Test;

class OriginTest {

  private final EntityEntry entry = entry();

  @SuppressWarnings("NullAway") // an entry that stands for itself
  private static EntityEntry entry() {
    return new EntityEntryImpl(
        Status.MANAGED, new Object[0], null, 1L, null, LockMode.NONE, true, null, false, null);
  }

  private Origin known() {
    return Objects.requireNonNull(Origin.of(entry));
  }

  @Test
  void an_entity_that_was_loaded_before_any_replica_was_read_has_none() {
    assertThat(Origin.of(entry)).isNull();
  }

  @Test
  void the_last_load_counts() {
    Origin.row(entry, new Origin.Load("r1", 1));
    Origin.row(entry, new Origin.Load(null, 1));
    assertThat(known().row()).isEqualTo(new Origin.Load(null, 1));
  }

  @Test
  void each_collection_has_its_own() {
    Origin.collection(entry, "a", new Origin.Load("r1", 1));
    Origin.collection(entry, "b", new Origin.Load("r2", 2));
    assertThat(known().collection("a")).isEqualTo(new Origin.Load("r1", 1));
    assertThat(known().collection("c")).isNull();
    assertThat(known().row().replica()).isNull();
  }

  /** Hibernate's own state does not find itself, and would be lost behind ours. */
  @Test
  void what_hibernate_remembers_besides_is_still_found() {
    Origin.row(entry, new Origin.Load("r1", 1));
    entry.setDeletedState(new Object[] {"x"});
    assertThat(entry.getDeletedState()).containsExactly("x");
    assertThat(Origin.of(entry)).isNotNull();
  }

  @Test
  void it_is_found_behind_what_hibernate_remembers() {
    entry.setDeletedState(new Object[] {"x"});
    Origin.row(entry, new Origin.Load("r1", 1));
    assertThat(Origin.of(entry)).isNotNull();
    assertThat(entry.getDeletedState()).containsExactly("x");
  }
}
