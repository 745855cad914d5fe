package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.footprint.Footprint;
import dev.hibernatesplit.internal.footprint.RowHash;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the writes of one connection make others see, from the first of them on. Used by one thread
 * at a time.
 */
public final class Writes {

  private final Promises promises;
  private final Guarantees all;
  private Written written = new Written();
  private @Nullable CallerMemory writer;
  private boolean unsure;
  private @Nullable Runnable givenBack;

  /**
   * @param promises what the reads of the same connection must see
   */
  public Writes(Promises promises) {
    this.promises = promises;
    this.all = promises.all();
  }

  /** A statement that is no read is about to run on the primary. */
  public void runs(StatementInfo statement, long row) {
    if (statement.mayWrite()) {
      Footprint writes = all.footprints().writes(statement);
      add(writes, row);
      unsure |= writes.everything();
    }
    unsure |= mayShapeCommit(statement);
  }

  /** What may have said how the transaction commits. */
  private static boolean mayShapeCommit(StatementInfo statement) {
    return switch (statement.kind()) {
      case READ, LOCKING_READ, WRITE, DDL -> false;
      case FUNCTION, UNKNOWN -> statement.mayWrite();
      case CALL, TRANSACTION, SESSION -> true;
    };
  }

  private void add(Footprint footprint, long row) {
    written.add(footprint, row);
    writer = promises.caller();
  }

  /**
   * What ran so far has been committed, or some of it may have been.
   *
   * @param asUsual whether the connection's session is as it was made
   */
  public void committed(boolean asUsual) {
    raise(asUsual && !unsure && all.synchronousByDefault());
    rolledBack();
  }

  /** Some of what ran so far may have been committed, and some may be later. */
  public void partCommitted() {
    raise(false);
  }

  private void raise(boolean synchronous) {
    if (!written.nothing()) {
      long at = all.now();
      all.committed(written, synchronous, at);
      promises.own().wrote(synchronous, at);
      if (writer != null) {
        writer.wrote(synchronous, at);
      }
    }
  }

  /** A transaction that nobody told us of may have written anything. */
  public void anythingWritten() {
    add(Footprint.EVERYTHING, RowHash.NONE);
    unsure = true;
  }

  /** What ran so far has not happened. */
  public void rolledBack() {
    unsure = false;
    written.clear();
  }

  /**
   * Nobody knows whether what ran so far was committed, or will be.
   *
   * @param gone asks whether the server process that would do it is gone
   */
  public void outcomeUnknown(BooleanSupplier gone) {
    Written so = written;
    written = new Written();
    unsure = false;
    if (!so.nothing()) {
      Runnable close = open(so);
      all.whenGone(gone, close);
    }
  }

  private Runnable open(Written so) {
    Memory own = promises.own();
    List<Memory> writers = writer == null ? List.of(own) : List.of(own, writer);
    all.fences().open(so);
    writers.forEach(memory -> memory.opens(1));
    return () -> {
      long at = all.now();
      all.fences().close(so, at);
      writers.forEach(memory -> memory.closes(at));
      all.wake();
    };
  }

  /** Somebody has the driver's own connection: anything may be committed until it is given back. */
  public void unwrapped() {
    if (givenBack == null) {
      Written everything = new Written();
      everything.add(Footprint.EVERYTHING, RowHash.NONE);
      writer = promises.caller();
      givenBack = open(everything);
    }
  }

  /** The connection is closed; the driver's own, if it was had, goes back. */
  public void givenBack() {
    if (givenBack != null) {
      givenBack.run();
      givenBack = null;
    }
  }

  /**
   * The connection was ended with something running on it.
   *
   * @param gone asks whether its server process is gone
   */
  public void ended(BooleanSupplier gone) {
    if (givenBack != null) {
      all.whenGone(gone, givenBack);
      givenBack = null;
    }
  }
}
