/** How does a server live behind a shell, as in a container of Docker? */
@NullMarked
package dev.hibernatesplit.testing.internal.container;

import org.jspecify.annotations.NullMarked;
