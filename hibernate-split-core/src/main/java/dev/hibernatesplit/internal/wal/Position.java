package dev.hibernatesplit.internal.wal;

import java.util.Locale;

/**
 * A place in the write-ahead log. Two can be compared if they are of one system and one timeline.
 *
 * @param lsn bytes since the beginning of the log, unsigned
 */
public record Position(long lsn) implements Comparable<Position> {

  private static final int HALF = 32;
  private static final int HEX = 16;

  /**
   * Reads PostgreSQL's text form, such as {@code 0/1A2B}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Position parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("'" + text + "' is no position such as 0/1A2B");
    }
    long high = Integer.parseUnsignedInt(text, 0, slash, HEX);
    long low = Integer.parseUnsignedInt(text, slash + 1, text.length(), HEX);
    return new Position((high & 0xFFFF_FFFFL) << HALF | (low & 0xFFFF_FFFFL));
  }

  /** Whether who is here has all that is before the other. */
  public boolean hasReached(Position other) {
    return compareTo(other) >= 0;
  }

  /** How many bytes this is after the other; below 0 if it is before it. */
  public long minus(Position other) {
    return lsn - other.lsn;
  }

  @Override
  public int compareTo(Position other) {
    return Long.compareUnsigned(lsn, other.lsn);
  }

  /** PostgreSQL's text form. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%X/%X", lsn >>> HALF, lsn & 0xFFFF_FFFFL);
  }
}
