package dev.hibernatesplit.testing.internal.server;

import java.time.Duration;

/**
 * One server as its operating system sees it. Calls come one at a time; each returns when what it
 * asked for has happened.
 */
public interface ServerProcess {

  /** Where clients on this machine reach it. */
  String host();

  int port();

  /** {@code host=… port=…} as the other servers of the cluster reach it. */
  String replicationAddress();

  /** Starts it and waits until it takes connections. */
  void start();

  /** Makes a replica that does not run a primary when it is started next. */
  void forgetPrimary();

  /**
   * Shuts it down in PostgreSQL's {@code fast} or {@code immediate} mode.
   *
   * @param signal {@code INT} or {@code QUIT}
   */
  void stop(String signal, Duration patience);

  /** Kills all its processes (SIGKILL). */
  void kill();

  /** Stops all its processes where they are (SIGSTOP); sockets stay open. */
  void freeze();

  /** Lets all its processes go on (SIGCONT). */
  void thaw();

  boolean running();

  boolean frozen();

  /** How long its log is now, in bytes. */
  long logSize();

  /** Its log from a byte on. */
  byte[] log(long from);
}
