/**
 * A primary and its replicas without PostgreSQL, for tests in milliseconds.
 *
 * <p>The data is in one H2 database in memory. {@link
 * dev.hibernatesplit.testing.simulated.SimulatedPostgres} hands out connections to it that look
 * like those of several servers: what the library asks PostgreSQL itself is answered from the
 * simulation, the rest goes to H2. Each commit leaves a {@code Snapshot} in the {@code History},
 * and a replica reads on the newest one that it has replayed; so it sees exactly the commits up to
 * there. Needs {@code hibernate-split-core} and {@code com.h2database:h2}.
 */
@NullMarked
package dev.hibernatesplit.testing.simulated;

import org.jspecify.annotations.NullMarked;
