package dev.hibernatesplit.internal.config;

import java.time.Duration;

/**
 * How are the targets watched?
 *
 * @param interval the time from one probe of a target to the next, positive
 * @param timeout after what time without an answer a probe has failed, positive
 */
public record ProbeConfiguration(Duration interval, Duration timeout) {}
