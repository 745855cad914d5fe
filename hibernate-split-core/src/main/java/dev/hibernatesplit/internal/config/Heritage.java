package dev.hibernatesplit.internal.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What do replicas get from the primary where they say nothing?
 *
 * @param knowsLogin false: a login is needed, and the primary's cannot be found out
 */
record Heritage(
    Credentials credentials,
    @Nullable String driver,
    Map<String, String> hikari,
    boolean knowsLogin) {}
