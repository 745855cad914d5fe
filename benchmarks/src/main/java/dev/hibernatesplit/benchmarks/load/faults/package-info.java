/** What happens to servers while they serve? */
@NullMarked
package dev.hibernatesplit.benchmarks.load.faults;

import org.jspecify.annotations.NullMarked;
