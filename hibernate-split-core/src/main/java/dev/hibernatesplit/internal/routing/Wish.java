package dev.hibernatesplit.internal.routing;

import dev.hibernatesplit.RoutingReason;

/**
 * Somebody asked for a target.
 *
 * @param target its name, {@link Router#PRIMARY} for the primary
 * @param reason who asked
 */
public record Wish(String target, RoutingReason reason) {}
