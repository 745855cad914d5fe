package dev.hibernatesplit;

/** What a target is to the cluster. */
public enum TargetRole {
  /** Takes the writes, and whatever may not leave it. */
  PRIMARY,
  /** Replays the primary's write-ahead log, and serves reads. */
  REPLICA
}
