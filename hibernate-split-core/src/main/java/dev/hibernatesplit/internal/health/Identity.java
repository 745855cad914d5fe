package dev.hibernatesplit.internal.health;

import org.jspecify.annotations.Nullable;

/** Is a server what the settings say it is: a replica of this primary? */
final class Identity {

  private Identity() {}

  /** What speaks against it; null if nothing does. */
  static @Nullable String objection(Sample sample, String primarysSystem) {
    String key = "hibernate.split.replicas." + sample.node();
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
        : "it is not in recovery, so it is a primary: name a streaming replica in " + key;
  }
}
