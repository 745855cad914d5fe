/** Do the benchmarks run, and measure what they say? */
package dev.hibernatesplit.benchmarks;
