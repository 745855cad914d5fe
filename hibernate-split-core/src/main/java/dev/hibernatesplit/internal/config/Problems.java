package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitConfigurationException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that is wrong with the settings, to be thrown at once. */
final class Problems {

  private final Set<String> all = new LinkedHashSet<>();

  /** The value under the key breaks a rule. */
  void wrong(String key, Object value, String rule, String remedy) {
    add(key + " = '" + Redaction.shown(key, value.toString()) + "'", rule, remedy);
  }

  /** Something about the key, not about its value, breaks a rule. */
  void add(String key, String rule, String remedy) {
    all.add(key + ": " + rule + ". " + remedy + (remedy.endsWith("?") ? "" : "."));
  }

  /** A problem that was written elsewhere. */
  void add(String problem) {
    all.add(problem);
  }

  void throwIfAny() {
    if (!all.isEmpty()) {
      throw new SplitConfigurationException(List.copyOf(all));
    }
  }
}
