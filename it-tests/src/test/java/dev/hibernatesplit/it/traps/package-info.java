/** What looks like a read and is none, or is one that a replica answers wrongly. */
package dev.hibernatesplit.it.traps;
