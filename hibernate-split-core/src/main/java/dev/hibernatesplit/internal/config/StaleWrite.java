package dev.hibernatesplit.internal.config;

/** What happens before something is overwritten that a replica served? */
public enum StaleWrite {
  /** It is compared with the primary's, unless its version is compared anyway. */
  VERIFY,
  /** It is compared with the primary's. */
  VERIFY_ALL,
  /** It is not written. */
  FAIL,
  /** Nothing. */
  ALLOW
}
