package dev.hibernatesplit.internal.config;

/** Where do the reads of a read-write transaction run? */
public enum TransactionReads {
  /** On the primary, all of them. */
  PRIMARY,
  /** On replicas, until the transaction does anything but read. */
  UNTIL_WRITE
}
