package dev.hibernatesplit.internal.topology;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** May a replica serve, and if not, why? What is not known yet serves nothing. */
public sealed interface ReplicaState {

  /** What an operator reads. */
  String inWords();

  /** Nobody has asked it yet. */
  record Unprobed() implements ReplicaState {
    @Override
    public String inWords() {
      return "not probed yet";
    }
  }

  /**
   * It answers, follows this primary, and is not the primary itself.
   *
   * @param since since when
   * @param share the part of its weight that it serves with, above 0, at most 1: less while it lags
   *     or has just come back
   */
  record Serving(Instant since, double share) implements ReplicaState {
    @Override
    public String inWords() {
      return share == 1 ? "serves" : "serves with %.0f %% of its weight".formatted(100 * share);
    }
  }

  /**
   * One probe failed, and the next, at once, decides: if it is good, it serves as before.
   *
   * @param cause why, in words
   * @param before how it served
   */
  record Doubted(String cause, Serving before) implements ReplicaState {
    @Override
    public String inWords() {
      return "doubted: " + cause;
    }
  }

  /**
   * It serves nothing.
   *
   * @param cause why, in words
   * @param since since when
   */
  record Out(String cause, Instant since) implements ReplicaState {
    @Override
    public String inWords() {
      return "out since %s: %s".formatted(since.truncatedTo(ChronoUnit.SECONDS), cause);
    }
  }
}
