package dev.hibernatesplit;

import dev.hibernatesplit.internal.consistency.Guarantees;
import dev.hibernatesplit.internal.hibernate.SplitFactories;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;

/**
 * What somebody has committed and seen, for another process to respect: in a header, a cookie or a
 * message.
 *
 * <pre>{@code
 * response.setHeader("X-Seen", ConsistencyToken.of(entityManager).toString());
 * …
 * try (Routing.Open seen = Routing.with(ConsistencyToken.parse(request.getHeader("X-Seen")))) {
 *   return repository.findById(id);
 * }
 * }</pre>
 *
 * <p>It is a position in the primary's log, with the system and timeline that it is of. One that
 * was forged or is of another cluster harms nothing: it can send reads to the primary, and never
 * make them staler. Immutable.
 */
public final class ConsistencyToken {

  /** No text form is longer than this, in characters; longer texts are not even read. */
  public static final int MAX_LENGTH = 40;

  private static final int RADIX = 36;

  private final long system;
  private final int timeline;
  private final long position;

  /**
   * @param system the system identifier, unsigned
   * @param timeline the timeline, unsigned
   * @param position bytes since the beginning of the log, unsigned
   */
  ConsistencyToken(long system, int timeline, long position) {
    this.system = system;
    this.timeline = timeline;
    this.position = position;
  }

  /**
   * What an EntityManager has committed and seen so far. If the primary's log is not known as it
   * was after that, the primary is asked: one round trip at most.
   *
   * @throws IllegalStateException if its factory does not split, the primary does not answer, or a
   *     commit of it may still take effect
   */
  public static ConsistencyToken of(EntityManager entityManager) {
    return parse(SplitFactories.token(entityManager));
  }

  /**
   * What the caller has committed and seen whom this thread is bound to with {@link Routing#as};
   * without one, everything that was committed through the factories of this process.
   *
   * @throws IllegalStateException as {@link #of}; also if the factories of this process use several
   *     databases, where {@link #current(EntityManagerFactory)} says which
   */
  public static ConsistencyToken current() {
    return parse(Guarantees.tokenOfTheOnlyDatabase());
  }

  /**
   * What the caller has committed and seen whom this thread is bound to with {@link Routing#as};
   * without one, everything that was committed through the factories of this process.
   *
   * @throws IllegalStateException as {@link #of}
   */
  public static ConsistencyToken current(EntityManagerFactory factory) {
    return parse(SplitFactories.token(factory));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ConsistencyToken parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A consistency token has at most " + MAX_LENGTH + " characters, not " + text.length());
    }
    String[] parts = text.split("-", -1);
    if (parts.length == 3) {
      try {
        return new ConsistencyToken(
            Long.parseUnsignedLong(parts[0], RADIX),
            Integer.parseUnsignedInt(parts[1], RADIX),
            Long.parseUnsignedLong(parts[2], RADIX));
      } catch (NumberFormatException e) {
        // said below, with what was given and not what was left of it
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no consistency token: it has three numbers in base 36, joined by hyphens, as"
            + " ConsistencyToken.toString() makes them");
  }

  /** The identifier of the database system that it is of, as PostgreSQL writes it. */
  public String system() {
    return Long.toUnsignedString(system);
  }

  /** The timeline that it is of. */
  public int timeline() {
    return timeline;
  }

  /** The place in the log that must have been replayed, in bytes since its beginning, unsigned. */
  public long position() {
    return position;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConsistencyToken token
        && token.system == system
        && token.timeline == timeline
        && token.position == position;
  }

  @Override
  public int hashCode() {
    return Objects.hash(system, timeline, position);
  }

  /** The text form: letters, digits and hyphens, at most {@link #MAX_LENGTH} of them. */
  @Override
  public String toString() {
    return Long.toUnsignedString(system, RADIX)
        + "-"
        + Integer.toUnsignedString(timeline, RADIX)
        + "-"
        + Long.toUnsignedString(position, RADIX);
  }
}
