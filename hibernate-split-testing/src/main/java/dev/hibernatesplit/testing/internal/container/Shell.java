package dev.hibernatesplit.testing.internal.container;

import java.util.List;

/** A POSIX shell beside the data of one server, with PostgreSQL's programs on its path. */
public interface Shell extends AutoCloseable {

  /** What a script printed and how it ended. */
  record Result(int status, String output, String errors) {}

  /** Makes it ready; more than once is once. */
  void open();

  /**
   * Runs a script.
   *
   * @param arguments its {@code $1}, {@code $2} …
   */
  Result run(String script, List<String> arguments);

  /** A folder for data, as the system itself names it: without links. */
  String folder();

  /** Where the server is to listen, on its side. */
  int serverPort();

  /** From where others may connect, for {@code pg_hba.conf}. */
  String network();

  /** How the other servers reach it: {@code host=… port=…}. */
  String replicationAddress();

  /** Where clients reach it, once it is open. */
  String host();

  int port();

  /** Ends it, with all that it started and all its files. */
  @Override
  void close();
}
