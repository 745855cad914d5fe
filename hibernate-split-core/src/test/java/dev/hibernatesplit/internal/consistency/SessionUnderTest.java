package dev.hibernatesplit.internal.consistency;

import org.jspecify.annotations.Nullable;

/** A session that no property was set on. */
record SessionUnderTest(Memory memory, Provenance provenance) implements SessionNeeds {

  @Override
  public @Nullable String consistency() {
    return null;
  }
}
