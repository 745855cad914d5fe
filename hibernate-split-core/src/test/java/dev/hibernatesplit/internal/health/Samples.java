package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.wal.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Samples as a test wants them. Times are in seconds. */
final class Samples {

  private static final double NANOS = 1e9;

  private Samples() {}

  static Sample primary(double sent, long position) {
    return primary(sent, position, 1);
  }

  static Sample primary(double sent, long position, int timeline) {
    return sample("primary", sent, false, timeline, position, false);
  }

  static Sample replica(double sent, long position) {
    return sample("r1", sent, true, null, position, true);
  }

  static Sample onTimeline(double sent, long position, int timeline) {
    return sample("r1", sent, true, timeline, position, true);
  }

  static Sample promoted(double sent, long position) {
    return sample("r1", sent, false, 2, position, false);
  }

  static Sample demoted(double sent, long position) {
    return sample("primary", sent, true, null, position, false);
  }

  static Sample cut(double sent, long position) {
    return sample("r1", sent, true, null, position, false);
  }

  static long at(double seconds) {
    return Math.round(seconds * NANOS);
  }

  private static Sample sample(
      String node,
      double sent,
      boolean inRecovery,
      @Nullable Integer timeline,
      long position,
      boolean receiving) {
    return new Sample(
        node,
        at(sent),
        at(sent + 0.001),
        inRecovery,
        "4711",
        timeline,
        Instant.EPOCH,
        new Position(position),
        inRecovery ? null : new Position(position),
        receiving,
        2);
  }
}
