package dev.hibernatesplit.spi;

/** Stub until the scanner lands. */
public record StatementInfo(String sql, StatementKind kind, String detail) {
  /** x. */
  public static StatementInfo call(String sql) {
    return new StatementInfo(sql, StatementKind.CALL, "");
  }

  /** x. */
  public static StatementInfo batch(String sql) {
    return new StatementInfo(sql, StatementKind.WRITE, "");
  }
}
