package dev.hibernatesplit.internal.config;

/**
 * What may become of transactions?
 *
 * @param reads where the reads of a read-write transaction run
 * @param elided whether a transaction that only reads from a replica does without BEGIN and COMMIT
 */
public record TransactionConfiguration(TransactionReads reads, boolean elided) {}
