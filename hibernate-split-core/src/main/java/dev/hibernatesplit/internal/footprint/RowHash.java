package dev.hibernatesplit.internal.footprint;

import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One number for a row, whatever Java type its key was bound as: the same row always has the same
 * hash. Different rows may share one, which can only make reads more careful.
 */
public final class RowHash {

  /** The row is not known. */
  public static final long NONE = 0;

  private static final int UUID_LENGTH = 36;
  private static final int LONGEST_INTEGER = 19;

  private RowHash() {}

  /** The hash of an integer. */
  public static long of(long value) {
    return some(mix(value));
  }

  /** The hash of a UUID. */
  public static long of(UUID value) {
    return some(mix(mix(value.getMostSignificantBits()) + value.getLeastSignificantBits()));
  }

  /**
   * The hash of a value as it was bound, or {@link #NONE} for what is neither an integer nor a UUID
   * nor the plain text of one.
   */
  public static long of(@Nullable Object value) {
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return of(((Number) value).longValue());
    }
    if (value instanceof UUID uuid) {
      return of(uuid);
    }
    if (value instanceof String text) {
      return of(text);
    }
    if (value instanceof BigInteger number) {
      return number.bitLength() < Long.SIZE ? of(number.longValue()) : NONE;
    }
    return value instanceof Byte number ? of(number.longValue()) : NONE;
  }

  /** As {@link #of(Object)}, for a text. */
  static long of(String text) {
    try {
      if (text.length() == UUID_LENGTH) {
        return hyphensInPlace(text) ? of(UUID.fromString(text)) : NONE;
      }
      boolean plain = text.length() <= LONGEST_INTEGER && plainInteger(text);
      return plain ? of(Long.parseLong(text)) : NONE;
    } catch (IllegalArgumentException e) {
      return NONE;
    }
  }

  /** PostgreSQL takes them elsewhere too, Java reads the same text as another UUID. */
  private static boolean hyphensInPlace(String text) {
    return text.charAt(8) == '-'
        && text.charAt(13) == '-'
        && text.charAt(18) == '-'
        && text.charAt(23) == '-';
  }

  private static boolean plainInteger(String text) {
    int first = text.startsWith("-") ? 1 : 0;
    for (int i = first; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() > first;
  }

  /** The hash of the row of {@code table} whose key begins with a value of hash {@code first}. */
  static long row(int table, long first) {
    return and(mix(table + 1L), first);
  }

  /** The hash with one more part; {@link #NONE} if either is. */
  static long and(long hash, long next) {
    return hash == NONE || next == NONE ? NONE : some(mix(31 * hash + next));
  }

  private static long some(long hash) {
    return hash == NONE ? 1 : hash;
  }

  /** The finaliser of MurmurHash3 in Stafford's variant 13. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
