package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the settings that are one word: yes or no, a number, one of a few. */
final class Words {

  private Words() {}

  static boolean flag(Settings settings, String key, boolean fallback) {
    String text = settings.text(key);
    if (text == null) {
      return fallback;
    }
    Boolean flag = flag(text);
    if (flag == null) {
      String remedy = "Use 'true' or 'false', or remove the key for the default of " + fallback;
      settings.problems().wrong(key, text, "must be true or false", remedy);
    }
    return flag == null ? fallback : flag;
  }

  static @Nullable Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  static int weight(Settings settings, String key) {
    String text = settings.text(key);
    if (text == null) {
      return SplitSettings.DEFAULT_WEIGHT;
    }
    if (text.matches("\\+?\\d{1,9}")) {
      int weight = Integer.parseInt(text);
      if (weight <= SplitSettings.MAX_WEIGHT) {
        return weight;
      }
    }
    settings
        .problems()
        .wrong(
            key,
            text,
            "must be a whole number from 0 to " + SplitSettings.MAX_WEIGHT,
            "Use e.g. '2', or remove the key for the default of " + SplitSettings.DEFAULT_WEIGHT);
    return SplitSettings.DEFAULT_WEIGHT;
  }

  /** A whole number; null if what is said is none. */
  static @Nullable Integer wholeNumber(Settings settings, String key, int fallback) {
    String text = settings.text(key);
    if (text == null) {
      return fallback;
    }
    if (text.matches("[+-]?\\d{1,9}")) {
      return Integer.valueOf(text);
    }
    String remedy = "Use e.g. '10', or remove the key for the default of " + fallback;
    settings.problems().wrong(key, text, "must be a whole number of up to 9 digits", remedy);
    return null;
  }

  static TransactionReads transactionReads(Settings settings) {
    String text = settings.text(SplitSettings.TRANSACTION_READS);
    String word = text == null ? SplitSettings.DEFAULT_TRANSACTION_READS : text;
    for (TransactionReads reads : TransactionReads.values()) {
      if (reads.name().equalsIgnoreCase(word)) {
        return reads;
      }
    }
    settings
        .problems()
        .wrong(
            SplitSettings.TRANSACTION_READS,
            word,
            "must be primary or until_write",
            "Use 'until_write' to read from replicas until a transaction writes, or remove the key for "
                + SplitSettings.DEFAULT_TRANSACTION_READS);
    return TransactionReads.PRIMARY;
  }

  static StaleWrite staleWrite(Settings settings) {
    String text = settings.text(SplitSettings.STALE_WRITE);
    String word = text == null ? SplitSettings.DEFAULT_STALE_WRITE : text;
    for (StaleWrite choice : StaleWrite.values()) {
      if (choice.name().equalsIgnoreCase(word)) {
        return choice;
      }
    }
    settings
        .problems()
        .wrong(
            SplitSettings.STALE_WRITE,
            word,
            "must be verify, verify_all, fail or allow",
            "Use one of these, or remove the key for " + SplitSettings.DEFAULT_STALE_WRITE);
    return StaleWrite.VERIFY;
  }
}
