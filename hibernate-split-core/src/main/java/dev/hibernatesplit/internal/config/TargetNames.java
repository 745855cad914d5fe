package dev.hibernatesplit.internal.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the settings that name where something is read. */
final class TargetNames {

  private TargetNames() {}

  /** The name of a target, of the primary, or what stands for any; null if there is none. */
  static @Nullable String read(Settings settings, String key) {
    String text = settings.text(key);
    List<String> targets = new ArrayList<>();
    targets.add(TargetConfiguration.PRIMARY);
    targets.add(TargetConfiguration.ANY);
    for (String word : targets) {
      if (word.equalsIgnoreCase(text)) {
        return word;
      }
    }
    targets.addAll(settings.namesBelow(ReplicasReader.PREFIX));
    targets.addAll(settings.namesBelow(ReplicasReader.NODES));
    if (text != null && !targets.contains(text)) {
      settings
          .problems()
          .wrong(key, text, "must be a target, 'primary' or 'any'", remedy(text, targets));
      return null;
    }
    return text;
  }

  private static String remedy(String text, List<String> targets) {
    String nearest = Nearest.of(text, targets);
    boolean misspelt = Nearest.distance(text, nearest) <= text.length() / 2;
    String question = misspelt ? "Did you mean '" + nearest + "'? " : "";
    return question + "Use one of: " + String.join(", ", targets);
  }
}
