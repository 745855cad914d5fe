/** What does the split cost, where nothing else costs? */
package dev.hibernatesplit.benchmarks;
