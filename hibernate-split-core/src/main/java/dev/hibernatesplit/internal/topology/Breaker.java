package dev.hibernatesplit.internal.topology;

import dev.hibernatesplit.internal.config.BreakerConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Does a replica fail so often that it had better stay out for a while? Not thread-safe.
 *
 * <p>Closed, it counts failures; after too many within the window it opens for the recovery time;
 * then it is half open: the replica may serve, and until it has done so for a window without a
 * failure, the next failure opens it again. Failsafe has such a breaker, but none whose clock can
 * be given.
 */
final class Breaker {

  private final BreakerConfiguration configuration;
  private final DateTimeFormatter clockTime;
  private final Deque<Instant> failures = new ArrayDeque<>();
  private @Nullable Instant until;
  private @Nullable Instant trialSince;
  private String explanation = "";

  /**
   * @param zone in which times are told
   */
  Breaker(BreakerConfiguration configuration, ZoneId zone) {
    this.configuration = configuration;
    this.clockTime = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(zone);
  }

  /** The replica served, and had to cease. */
  void failed(Instant now) {
    if (onTrial(now)) {
      open(now, "a failure on trial");
      return;
    }
    Instant start = now.minus(configuration.failureWindow());
    failures.removeIf(failure -> !failure.isAfter(start));
    failures.add(now);
    if (failures.size() >= configuration.maxFailures()) {
      int count = failures.size();
      open(
          now,
          count
              + (count == 1 ? " failure" : " failures in " + words(configuration.failureWindow())));
    }
  }

  private boolean onTrial(Instant now) {
    return trialSince != null && now.isBefore(trialSince.plus(configuration.failureWindow()));
  }

  private void open(Instant now, String why) {
    Instant end = now.plus(configuration.recoveryTime());
    failures.clear();
    trialSince = null;
    until = end;
    explanation = "circuit open until " + clockTime.format(end) + " after " + why;
  }

  /** Why the replica must not serve now, or null if the breaker lets it. */
  @Nullable String objection(Instant now) {
    return until != null && now.isBefore(until) ? explanation : null;
  }

  /** The replica, which was out, serves from now on. */
  void admitted(Instant now) {
    if (until != null) {
      until = null;
      trialSince = now;
    }
  }

  private static String words(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
