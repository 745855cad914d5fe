/** A transaction that only reads from a replica does without BEGIN, and nobody can tell. */
package dev.hibernatesplit.it.elision;
