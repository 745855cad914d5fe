package dev.hibernatesplit.internal.config;

/** Which rows that a replica served may be put into Hibernate's caches? */
public enum CachePuts {
  /** Those that are known to be as new as all that was committed. */
  VERIFIED,

  /** None. */
  NEVER,

  /** All, whatever was committed since. */
  ALWAYS
}
