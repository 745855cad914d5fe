package dev.hibernatesplit.internal.topology;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** May a replica serve, and if not, why? What is not known yet serves nothing. */
public sealed interface ReplicaState {

  /** Whether a user who knows the one need not hear of the other. */
  default boolean sameVerdictAs(@Nullable ReplicaState other) {
    return other != null && getClass() == other.getClass();
  }

  /** Nobody has asked it yet. */
  record Unprobed() implements ReplicaState {}

  /** It answers, follows this primary, and is not the primary itself. */
  record Serving() implements ReplicaState {}

  /**
   * It serves nothing.
   *
   * @param cause why, in words
   * @param since since when
   */
  record Out(String cause, Instant since) implements ReplicaState {}
}
