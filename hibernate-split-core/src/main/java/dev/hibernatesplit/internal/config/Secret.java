package dev.hibernatesplit.internal.config;

/** A text that no log and no {@code toString} may show. */
public record Secret(String value) {

  static final String MASK = "****";

  @Override
  public String toString() {
    return MASK;
  }
}
