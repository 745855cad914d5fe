package dev.hibernatesplit.benchmarks.load.program;

/** Is told how each operation went, by the thread that performed it. */
public interface Witness {

  /**
   * @param nanos from when it was meant to begin
   * @param stale whether a read did not see what it must
   */
  void done(Operation operation, long nanos, boolean stale);

  void failed(Operation operation, Throwable cause);
}
