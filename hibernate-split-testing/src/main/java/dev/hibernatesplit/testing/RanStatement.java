package dev.hibernatesplit.testing;

/**
 * One execution, as the server logged it before it ran.
 *
 * @param sql the text as the client sent it, with its {@code $1}; several statements sent as one
 *     simple query are one text
 * @param preparedAs the name of the prepared statement, {@code <unnamed>}, or empty for a simple
 *     query
 * @param parameters the values as in {@code $1 = '7', $2 = NULL}, or empty
 * @param application the client's {@code application_name}
 * @param backend the server process
 */
public record RanStatement(
    String sql, String preparedAs, String parameters, String application, long backend) {}
