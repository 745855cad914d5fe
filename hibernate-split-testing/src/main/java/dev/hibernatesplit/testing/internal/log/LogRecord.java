package dev.hibernatesplit.testing.internal.log;

/** One message of the server's log: {@code LOG}, {@code ERROR}, {@code STATEMENT} and so on. */
record LogRecord(
    long backend,
    String application,
    String backendType,
    String sqlState,
    String level,
    String message) {}
