package dev.hibernatesplit.internal.config;

import org.jspecify.annotations.Nullable;

/** Where do the reads of a read-write transaction run? */
public enum TransactionReads {
  /** On the primary, all of them. */
  PRIMARY,
  /** On replicas, until the transaction does anything but read. */
  UNTIL_WRITE;

  /** Whether it is what a setting says. */
  boolean isMeantBy(@Nullable Object value) {
    return value != null && name().equalsIgnoreCase(value.toString().strip());
  }
}
