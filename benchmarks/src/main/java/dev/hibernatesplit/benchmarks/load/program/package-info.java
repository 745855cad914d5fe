/** What does the application do, and does it see what it must? */
@NullMarked
package dev.hibernatesplit.benchmarks.load.program;

import org.jspecify.annotations.NullMarked;
