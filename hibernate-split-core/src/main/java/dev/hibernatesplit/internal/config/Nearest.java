package dev.hibernatesplit.internal.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Which word was probably meant? */
final class Nearest {

  private Nearest() {}

  /** The candidate that takes the fewest edits to become the word, in either case of letters. */
  static String of(String word, Collection<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .orElse(word);
  }

  /** How many letters must be added, dropped or replaced, whatever their case? */
  static int distance(String from, String to) {
    String target = to.toLowerCase(Locale.ROOT);
    int[] row = new int[target.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (char letter : from.toLowerCase(Locale.ROOT).toCharArray()) {
      row = next(row, letter, target);
    }
    return row[target.length()];
  }

  private static int[] next(int[] above, char letter, String target) {
    int[] row = new int[above.length];
    row[0] = above[0] + 1;
    for (int column = 1; column < row.length; column++) {
      int replaced = above[column - 1] + (letter == target.charAt(column - 1) ? 0 : 1);
      row[column] = Math.min(replaced, Math.min(above[column], row[column - 1]) + 1);
    }
    return row;
  }
}
