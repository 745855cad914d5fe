package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how far replicas may lag: what one does not say, all replicas' bounds say. */
final class LagReader {

  private static final String NONE = "none";

  private final Settings settings;

  LagReader(Settings settings) {
    this.settings = settings;
  }

  /** What is wrong with all replicas' bounds is reported, also where each has its own. */
  void checkAll() {
    of(SplitSettings.PREFIX);
  }

  /** The bounds of the replica whose keys begin with a prefix. */
  LagBounds of(String prefix) {
    String warnKey = key(prefix, "warn_lag", SplitSettings.WARN_LAG);
    String maxKey = key(prefix, "max_lag", SplitSettings.MAX_LAG);
    Duration warn = bound(warnKey);
    Duration max = bound(maxKey);
    if (warn != null && max != null && warn.compareTo(max) >= 0) {
      settings
          .problems()
          .wrong(
              warnKey,
              shown(warnKey),
              "must be shorter than '" + maxKey + "', which is " + shown(maxKey),
              "Lower it, or remove one of the two");
    }
    return new LagBounds(warn, max);
  }

  private String key(String prefix, String own, String all) {
    return settings.text(prefix + own) == null ? all : prefix + own;
  }

  private @Nullable Duration bound(String key) {
    String text = settings.text(key);
    if (text == null || text.equalsIgnoreCase(NONE)) {
      return null;
    }
    Duration interval =
        Durations.duration(
            settings, SplitSettings.PROBE_INTERVAL, SplitSettings.DEFAULT_PROBE_INTERVAL);
    Duration bound = Durations.duration(settings, key, NONE, interval.multipliedBy(2));
    if (bound.compareTo(interval) <= 0) {
      settings
          .problems()
          .wrong(
              key,
              text,
              "must be longer than '" + SplitSettings.PROBE_INTERVAL + "', to which lag is known",
              "Raise it, or shorten that interval, which is " + interval.toMillis() + "ms");
    }
    return bound;
  }

  private String shown(String key) {
    return String.valueOf(settings.text(key));
  }
}
