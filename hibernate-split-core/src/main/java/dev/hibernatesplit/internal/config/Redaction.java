package dev.hibernatesplit.internal.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What may be shown of a value? */
final class Redaction {

  private static final Pattern PASSWORD_PARAMETER =
      Pattern.compile("([?&;][\\w.]*password=)[^&]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern UP_TO_THE_HOST =
      Pattern.compile("^((?:jdbc:)?[\\w+.-]+:).*@", Pattern.DOTALL);

  private Redaction() {}

  /** The URL without passwords, also without those that pgjdbc does not take ({@code //u:p@h}). */
  static String url(String url) {
    boolean plain = ParsedUrl.of(url) != null;
    String known = plain ? url : UP_TO_THE_HOST.matcher(url).replaceFirst("$1" + Secret.MASK + "@");
    return PASSWORD_PARAMETER.matcher(known).replaceAll("$1" + Secret.MASK);
  }

  /** The properties with the values of the secret ones masked. */
  static Map<String, String> properties(Map<String, String> properties) {
    Map<String, String> shown = new TreeMap<>(properties);
    shown.replaceAll(Redaction::shown);
    return shown;
  }

  /** The value as it may be shown under that name. */
  static String shown(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith("password") || lower.endsWith("secret")) {
      return Secret.MASK;
    }
    return lower.endsWith("url") ? url(value) : value;
  }
}
