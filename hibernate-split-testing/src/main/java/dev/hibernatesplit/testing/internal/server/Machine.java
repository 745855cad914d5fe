package dev.hibernatesplit.testing.internal.server;

/**
 * A place where servers run: this operating system, or Docker. Closing it stops all its servers and
 * removes every trace of them.
 */
public interface Machine extends AutoCloseable {

  /** A new, empty server that has not been started. */
  ServerProcess primary(String name);

  /** A replica of {@code primary}, not started. Called before the primary is started. */
  ServerProcess replica(String name, ServerProcess primary);

  @Override
  void close();
}
