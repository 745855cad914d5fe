package dev.hibernatesplit.it.applications.conduit;

import java.util.Set;

/** What somebody wants to publish. */
record Draft(String title, String body, Set<String> tags) {}
