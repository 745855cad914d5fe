package dev.hibernatesplit.internal.consistency;

import org.jspecify.annotations.Nullable;

/** What a session says of what its reads must see; asked anew for each statement. */
public interface SessionNeeds {

  /** The level that a property of it names, or null. */
  @Nullable String consistency();

  /** What it has written and seen: always the same. */
  Memory memory();

  /** Where the rows come from that it reads now: always the same. */
  Provenance provenance();
}
