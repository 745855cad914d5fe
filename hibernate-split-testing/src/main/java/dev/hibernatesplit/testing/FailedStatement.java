package dev.hibernatesplit.testing;

/**
 * A statement that the server answered with an error: refused before it ran (then there is no
 * {@link RanStatement} for it), or failed while it ran.
 *
 * @param sql the text as the client sent it
 * @param sqlState five characters, as {@code 42601}
 * @param message the server's message
 * @param application the client's {@code application_name}
 * @param backend the server process
 */
public record FailedStatement(
    String sql, String sqlState, String message, String application, long backend) {}
