package dev.hibernatesplit.internal.config;

import java.time.Duration;

/**
 * How often may a replica fail?
 *
 * @param maxFailures after how many failures within the window it is out for longer, at least 1
 * @param failureWindow within what time they count together, positive
 * @param recoveryTime for how long it is out then, positive
 */
public record BreakerConfiguration(
    int maxFailures, Duration failureWindow, Duration recoveryTime) {}
