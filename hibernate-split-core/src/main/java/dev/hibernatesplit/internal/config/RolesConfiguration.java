package dev.hibernatesplit.internal.config;

/**
 * Do the servers say who is primary?
 *
 * @param follow whether a promotion is followed
 * @param found whether the settings name nodes without roles, so that who is primary is found out
 */
public record RolesConfiguration(boolean follow, boolean found) {}
