/** What does the application run on, and how do the servers fare? */
@NullMarked
package dev.hibernatesplit.benchmarks.load.servers;

import org.jspecify.annotations.NullMarked;
