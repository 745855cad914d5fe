package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of rows, for a cache that may keep them: which reads they are of, and what the
 * replica was known to have before. Made only where there is a cache. Used by one thread.
 */
final class Evidence {

  private Proof proof = Proof.NONE;
  private @Nullable StatementInfo read;
  private long row = RowHash.NONE;
  private @Nullable List<StatementInfo> others;

  /**
   * The rows are of one read.
   *
   * @param named the hash of the row that it names, as {@link Promises#mayServe} is given it
   */
  void is(Proof known, @Nullable StatementInfo statement, long named) {
    proof = known;
    read = statement;
    row = named == Promises.ROW_LATER ? RowHash.NONE : named;
    others = null;
  }

  /** The rows are of one read, of which this much is known. */
  void is(StatementInfo statement, @Nullable Evidence before) {
    if (before == null) {
      is(Proof.NONE, statement, RowHash.NONE);
    } else {
      is(before.proof, statement, statement.equals(before.read) ? before.row : RowHash.NONE);
    }
  }

  /** Some may be of another read. Of one that is read twice at once, the two rows may differ. */
  void and(StatementInfo statement, @Nullable Evidence before) {
    proof = proof.andOf(before == null ? Proof.NONE : before.proof);
    if (statement.equals(read)) {
      row = RowHash.NONE;
      return;
    }
    List<StatementInfo> all = others == null ? new ArrayList<>() : others;
    others = all;
    if (!all.contains(statement)) {
      all.add(statement);
    }
  }

  /** Whether the replica had all that was committed until now to what was read. */
  boolean isPassed(Guarantees all) {
    return (read == null || all.passed(read, row, proof))
        && (others == null
            || others.stream().allMatch(other -> all.passed(other, RowHash.NONE, proof)));
  }

  /** What the replica was known to have before the first of them was read. */
  Proof proof() {
    return proof;
  }
}
