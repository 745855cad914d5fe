package dev.hibernatesplit.internal.health;

import org.jspecify.annotations.Nullable;

/** Is a server what the settings say it is: a replica of this primary? */
final class Identity {

  private Identity() {}

  /**
   * What speaks against it; null if nothing does.
   *
   * @param key what its settings begin with
   */
  static @Nullable String objection(Sample sample, String primarysSystem, String key) {
    if (!sample.systemIdentifier().equals(primarysSystem)) {
      return "it is a copy of another cluster (system identifier "
          + sample.systemIdentifier()
          + ", the primary's is "
          + primarysSystem
          + "): name a streaming replica of the primary in "
          + key;
    }
    return sample.inRecovery()
        ? null
        : "it is not in recovery, so it takes writes of its own: make it follow the primary, or name a"
            + " streaming replica in "
            + key;
  }
}
