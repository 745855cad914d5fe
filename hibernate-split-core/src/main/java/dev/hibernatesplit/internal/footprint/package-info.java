/** What does a statement touch? Tables and rows, as far as reads must see writes. */
@NullMarked
package dev.hibernatesplit.internal.footprint;

import org.jspecify.annotations.NullMarked;
