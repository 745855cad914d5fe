/** What the library counts, beside what the servers' own logs say. */
package dev.hibernatesplit.it.statistics;
