package dev.hibernatesplit.internal.consistency;

/** Who samples the servers, and can be asked to do so soon. Thread-safe. */
public interface Pulse {

  /** Samples nobody. */
  Pulse NONE =
      new Pulse() {
        @Override
        public void wake() {
          // nobody is there
        }

        @Override
        public Waiting await() {
          return () -> {};
        }

        @Override
        public boolean primaryAnswers() {
          return true;
        }
      };

  /** Somebody wants to know soon; costs little however often it is called. */
  void wake();

  /** Somebody waits for samples, until the result is closed. */
  Waiting await();

  /** Whether the primary has answered when it was last asked. */
  boolean primaryAnswers();

  /** Somebody waits. To be closed once. */
  @FunctionalInterface
  interface Waiting extends AutoCloseable {
    @Override
    void close();
  }
}
