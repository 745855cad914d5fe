/** How is a run told to somebody who was not there? */
@NullMarked
package dev.hibernatesplit.benchmarks.load.report;

import org.jspecify.annotations.NullMarked;
