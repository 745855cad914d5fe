package dev.hibernatesplit.internal.config;

import java.time.Duration;

/**
 * Is the primary's catalogue read, and how often again?
 *
 * @param enabled false: statements are judged by their text alone
 * @param refresh the time from one reading to the next, positive
 */
public record CatalogConfiguration(boolean enabled, Duration refresh) {}
