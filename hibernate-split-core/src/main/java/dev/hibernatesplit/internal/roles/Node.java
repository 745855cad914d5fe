package dev.hibernatesplit.internal.roles;

/**
 * A server, and what it was last seen to be.
 *
 * @param name what the user calls it
 * @param dedicated whether it is kept for what names it, and so never leads
 * @param sight what it was last seen to be
 */
public record Node(String name, boolean dedicated, Sight sight) {}
