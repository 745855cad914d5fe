/** How the reads are shared out among replicas, and among regions. */
package dev.hibernatesplit.it.balancing;
