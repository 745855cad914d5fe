/** Who leads? Which server takes the writes, as the servers themselves say. */
@NullMarked
package dev.hibernatesplit.internal.roles;

import org.jspecify.annotations.NullMarked;
