package dev.hibernatesplit.internal.topology;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * How a pool of ours logs in, so that nobody keeps it waiting for ever: a pool logs in once at a
 * time, and one login that the network swallowed would leave it empty. HikariCP asks for a bound,
 * but pgjdbc does not hear of it; and pgjdbc's own, {@code loginTimeout}, leaves a thread behind
 * each time. So the socket is bounded, and only until the connection is made.
 *
 * @param properties what the driver is given
 * @param bounded whether the socket is to be left unbounded when the connection is made
 */
record Login(Properties properties, boolean bounded) {

  private static final long LEAST_SECONDS = 5;

  /**
   * @param asked what the user has the driver given; who says how long a login may take, or an
   *     answer, is left alone
   * @param connectionTimeout how long a connection is waited for, in milliseconds
   */
  static Login of(String url, Properties asked, long connectionTimeout) {
    Properties properties = new Properties();
    properties.putAll(asked);
    boolean said =
        says("socketTimeout", url, asked)
            || says("loginTimeout", url, asked)
            || !url.startsWith("jdbc:postgresql:");
    if (!said) {
      long seconds = Math.max(LEAST_SECONDS, connectionTimeout / 1000);
      properties.setProperty("socketTimeout", String.valueOf(seconds));
    }
    return new Login(properties, !said);
  }

  private static boolean says(String name, String url, Properties asked) {
    return asked.containsKey(name) || url.contains(name + "=");
  }

  /** A connection is made: from now on it waits for answers as long as they take. */
  void done(Connection physical) throws SQLException {
    if (bounded) {
      physical.setNetworkTimeout(Runnable::run, 0);
    }
  }
}
