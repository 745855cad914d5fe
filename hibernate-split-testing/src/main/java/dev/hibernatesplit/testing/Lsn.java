package dev.hibernatesplit.testing;

import java.util.Locale;

/**
 * A position in the write-ahead log. Immutable.
 *
 * @param value bytes since the beginning of the log, unsigned
 */
public record Lsn(long value) implements Comparable<Lsn> {
  private static final int HALF = 32;
  private static final int HEX = 16;

  /**
   * Reads PostgreSQL's text form, as in {@code 0/3000148}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Lsn parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("'" + text + "' is not a position such as 0/3000148");
    }
    long high = Long.parseLong(text.substring(0, slash), HEX);
    long low = Long.parseLong(text.substring(slash + 1), HEX);
    return new Lsn(high << HALF | low);
  }

  /** Whether a server that is here has all that {@code other} has. */
  public boolean hasReached(Lsn other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  /** PostgreSQL's text form. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%X/%X", value >>> HALF, value & 0xFFFF_FFFFL);
  }
}
