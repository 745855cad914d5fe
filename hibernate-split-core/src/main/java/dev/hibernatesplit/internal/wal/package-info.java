/** Where are we in the primary's write-ahead log? Positions, and how they are compared. */
@NullMarked
package dev.hibernatesplit.internal.wal;

import org.jspecify.annotations.NullMarked;
