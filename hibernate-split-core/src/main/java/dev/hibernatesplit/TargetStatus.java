package dev.hibernatesplit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a target is at one moment.
 *
 * @param name the name that settings call it by
 * @param role what it is
 * @param serving whether it takes new work: for a replica, reads
 * @param state that in words, and why: {@code out since 12:04:11: cannot be reached …}
 * @param weight its share of the reads as settings or {@link SplitManagement#weight} say
 * @param share the part of that weight it serves with now, from 0 to 1: less while it warms up or
 *     lags
 * @param region where it is; null if nobody said
 * @param dedicated whether it serves only what names it
 * @param inFlight how many of its connections are in use, or waited for; of one that was taken out,
 *     those still to finish
 */
public record TargetStatus(
    String name,
    TargetRole role,
    boolean serving,
    String state,
    int weight,
    double share,
    @Nullable String region,
    boolean dedicated,
    int inFlight) {

  /** One line for an operator. */
  @Override
  public String toString() {
    return "%s (%s): %s, weight %d%s%s, %d in use"
        .formatted(
            name,
            role.name().toLowerCase(Locale.ROOT),
            state,
            weight,
            region == null ? "" : ", region " + region,
            dedicated ? ", dedicated" : "",
            inFlight);
  }
}
