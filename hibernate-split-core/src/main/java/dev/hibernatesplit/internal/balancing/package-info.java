/** Whose turn is it? The replicas that may serve now, their load, and the ways to choose. */
@NullMarked
package dev.hibernatesplit.internal.balancing;

import org.jspecify.annotations.NullMarked;
