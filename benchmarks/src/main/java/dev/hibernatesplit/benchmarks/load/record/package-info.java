/** How long did it take, second by second? */
@NullMarked
package dev.hibernatesplit.benchmarks.load.record;

import org.jspecify.annotations.NullMarked;
