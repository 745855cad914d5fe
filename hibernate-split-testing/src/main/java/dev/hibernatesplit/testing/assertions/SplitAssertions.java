package dev.hibernatesplit.testing.assertions;

import dev.hibernatesplit.testing.split.TargetLog;

/**
 * Where sentences about servers begin; to be imported with a {@code *}.
 *
 * <pre>{@code
 * assertThat(cluster.replica("r1")).ran(1, select().on("users").because(READ_ONLY_UNIT));
 * assertThat(cluster.primary()).ranNothing();
 * }</pre>
 */
public final class SplitAssertions {

  private SplitAssertions() {}

  /** What a server ran. */
  public static TargetAssert assertThat(TargetLog target) {
    return new TargetAssert(target);
  }

  /** A SELECT, one that begins with WITH too. */
  public static Statements select() {
    return Statements.of("select", "select", "with");
  }

  /** An INSERT. */
  public static Statements insert() {
    return Statements.of("insert", "insert");
  }

  /** An UPDATE. */
  public static Statements update() {
    return Statements.of("update", "update");
  }

  /** A DELETE. */
  public static Statements delete() {
    return Statements.of("delete", "delete");
  }

  /** Whatever it is. */
  public static Statements statement() {
    return Statements.of("statement");
  }
}
