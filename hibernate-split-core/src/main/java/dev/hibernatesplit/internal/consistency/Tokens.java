package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.internal.wal.Position;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tokens: fences that have become positions, to be made and to be checked. */
final class Tokens {

  private static final int RADIX = 36;

  private Tokens() {}

  /**
   * The text of a token for everything up to a moment. Waits for a sample of the primary that was
   * sent after it, if there is none yet.
   *
   * @param newest the moment; the largest number for what has none yet
   * @param inserted whether what was flushed then is not enough
   */
  static String of(Guarantees guarantees, long newest, boolean inserted) {
    if (newest == Long.MAX_VALUE) {
      throw new IllegalStateException(
          "There is no consistency token yet: a commit whose outcome is unknown, or a connection"
              + " that was unwrapped, may still change something.");
    }
    Sample sample = sampleSince(guarantees, newest);
    Integer timeline = sample.timeline();
    Position position = inserted ? sample.position() : guarantees.proofs().flushed(sample);
    return (Long.toUnsignedString(Long.parseUnsignedLong(sample.systemIdentifier()), RADIX)
            + "-"
            + Integer.toUnsignedString(timeline == null ? 0 : timeline, RADIX)
            + "-"
            + Long.toUnsignedString(position.lsn(), RADIX))
        .toLowerCase(Locale.ROOT);
  }

  private static Sample sampleSince(Guarantees guarantees, long moment) {
    Proofs proofs = guarantees.proofs();
    if (!proofs.sampledSince(moment)) {
      guarantees.await(() -> proofs.sampledSince(moment), guarantees.answerWithin());
    }
    Sample sample = proofs.primary();
    if (sample == null || !proofs.sampledSince(moment)) {
      throw new IllegalStateException(
          "There is no consistency token to be had: the primary did not say where its log ends.");
    }
    return sample;
  }

  /** Whether a replica has all that the tokens stand for. */
  static boolean passed(List<ConsistencyToken> tokens, Proof proof, @Nullable Sample primary) {
    for (ConsistencyToken token : tokens) {
      Position replayed = proof.replayed();
      if (replayed == null
          || primary == null
          || !ofLog(token, primary)
          || !replayed.hasReached(new Position(token.position()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a token's position can be compared with those of a log. */
  static boolean ofLog(ConsistencyToken token, Sample primary) {
    Integer timeline = primary.timeline();
    return timeline != null
        && timeline == token.timeline()
        && token.system().equals(primary.systemIdentifier());
  }
}
