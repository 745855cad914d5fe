/**
 * What did a cluster run, and why? The same for a simulated and for a real one.
 *
 * <p>The servers say what ran, and the library says why it went there; {@link
 * dev.hibernatesplit.testing.split.TargetLog} has both. Needs {@code hibernate-split-core}.
 */
@NullMarked
package dev.hibernatesplit.testing.split;

import org.jspecify.annotations.NullMarked;
