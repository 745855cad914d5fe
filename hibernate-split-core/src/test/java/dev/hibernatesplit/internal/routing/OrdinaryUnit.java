package dev.hibernatesplit.internal.routing;

import org.jspecify.annotations.Nullable;

/** A unit of a session that did nothing special, for tests to say what is special about theirs. */
interface OrdinaryUnit extends Unit {

  @Override
  default boolean bound() {
    return true;
  }

  @Override
  default boolean readOnly() {
    return false;
  }

  @Override
  default boolean serializable() {
    return false;
  }

  @Override
  default boolean primaryOnly() {
    return false;
  }

  @Override
  default boolean pinned() {
    return false;
  }

  @Override
  default boolean partOfAWrite() {
    return false;
  }

  @Override
  default boolean inTransaction() {
    return false;
  }

  @Override
  default boolean onPrimary() {
    return false;
  }

  @Override
  default @Nullable String replica() {
    return null;
  }

  @Override
  default boolean holdsFast() {
    return false;
  }

  @Override
  default @Nullable Wish wish() {
    return null;
  }
}
