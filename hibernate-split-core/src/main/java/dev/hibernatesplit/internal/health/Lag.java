package dev.hibernatesplit.internal.health;

import java.time.Duration;
import java.util.Locale;

/** How far is a replica behind the primary? */
public sealed interface Lag {

  /**
   * So far.
   *
   * @param time how old what it shows may be: never too short by more than a probe's interval
   * @param bytes how much of the primary's log it had not replayed
   */
  record Known(Duration time, long bytes) implements Lag {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "lagging %.1fs (%s)", time.toNanos() / 1e9, inWords(bytes));
    }

    private static String inWords(long bytes) {
      return bytes < 10_000
          ? bytes + " bytes"
          : bytes < 10_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
    }
  }

  /**
   * Nobody knows, which is not to be taken for little.
   *
   * @param why in words
   */
  record Unknown(String why) implements Lag {

    @Override
    public String toString() {
      return "lagging nobody knows how far (" + why + ")";
    }
  }
}
