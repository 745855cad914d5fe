/** A real PostgreSQL primary with streaming replicas, started in seconds, for tests. */
@NullMarked
package dev.hibernatesplit.testing;

import org.jspecify.annotations.NullMarked;
