/** Does the load test measure what it says? */
package dev.hibernatesplit.benchmarks.load;
