/**
 * The figures of {@link dev.hibernatesplit.SplitStatistics} as Micrometer meters. Needs {@code
 * io.micrometer:micrometer-core}, which nothing else of the library does.
 */
@NullMarked
package dev.hibernatesplit.micrometer;

import org.jspecify.annotations.NullMarked;
