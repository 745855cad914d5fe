/** [9] How often, how long? What is counted, at next to no cost. */
@NullMarked
package dev.hibernatesplit.internal.statistics;

import org.jspecify.annotations.NullMarked;
