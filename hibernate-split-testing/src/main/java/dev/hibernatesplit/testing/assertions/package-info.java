/**
 * Did it run where it should, and for the right reason? Sentences for AssertJ; {@link
 * dev.hibernatesplit.testing.assertions.SplitAssertions} begins them. Needs {@code
 * org.assertj:assertj-core} and {@code hibernate-split-core}.
 */
@NullMarked
package dev.hibernatesplit.testing.assertions;

import org.jspecify.annotations.NullMarked;
