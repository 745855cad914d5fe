/** What did a server run, by its own log? */
@NullMarked
package dev.hibernatesplit.testing.internal.log;

import org.jspecify.annotations.NullMarked;
