package dev.hibernatesplit.demo;

/** Colours, or none where a terminal would not show them. */
enum Ink {
  COLOURED,
  PLAIN;

  /**
   * Coloured on a terminal, unless the user asked for none (no-color.org).
   *
   * <p>The JVM is started with {@code jdk.console=java.base}, where no console means no terminal.
   */
  @SuppressWarnings("SystemConsoleNull")
  static Ink ofThisTerminal() {
    boolean refused = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    return System.console() == null || refused ? PLAIN : COLOURED;
  }

  String bold(String text) {
    return paint("1", text);
  }

  String dim(String text) {
    return paint("2", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  String red(String text) {
    return paint("31", text);
  }

  private String paint(String code, String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
