package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.spi.ReplicaHealthCheck;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How are the targets watched?
 *
 * @param interval the time from one probe of a target to the next while nobody waits, positive
 * @param timeout after what time without an answer a probe has failed, positive
 * @param lagWeight the part of its share that a replica over its warn_lag serves, above 0, at most
 *     1
 * @param healthCheck the user's own check of replicas; null if there is none
 * @param breaker how often a replica may fail
 */
public record ProbeConfiguration(
    Duration interval,
    Duration timeout,
    double lagWeight,
    @Nullable ReplicaHealthCheck healthCheck,
    BreakerConfiguration breaker) {}
