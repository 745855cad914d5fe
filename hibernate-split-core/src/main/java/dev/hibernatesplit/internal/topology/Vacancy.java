package dev.hibernatesplit.internal.topology;

import java.time.Instant;

/**
 * No server takes the writes.
 *
 * @param cause why, in words
 * @param since since when
 */
public record Vacancy(String cause, Instant since) {}
