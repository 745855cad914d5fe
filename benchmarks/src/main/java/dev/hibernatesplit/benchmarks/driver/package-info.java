/**
 * What does Hibernate cost when the database costs nothing? A driver that answers in nanoseconds.
 */
@NullMarked
package dev.hibernatesplit.benchmarks.driver;

import org.jspecify.annotations.NullMarked;
