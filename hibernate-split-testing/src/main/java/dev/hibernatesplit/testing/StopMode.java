package dev.hibernatesplit.testing;

/** How a server is shut down, in PostgreSQL's words. */
public enum StopMode {
  /** Clients are disconnected, all is written down, replicas get the rest of the log. */
  FAST("INT"),
  /** As a crash: nothing is written down, the next start recovers. */
  IMMEDIATE("QUIT");

  private final String signal;

  StopMode(String signal) {
    this.signal = signal;
  }

  String signal() {
    return signal;
  }
}
