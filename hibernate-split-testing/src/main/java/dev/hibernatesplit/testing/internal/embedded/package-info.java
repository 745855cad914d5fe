/** How do the packaged PostgreSQL binaries become running servers, and how do they vanish again? */
@NullMarked
package dev.hibernatesplit.testing.internal.embedded;

import org.jspecify.annotations.NullMarked;
