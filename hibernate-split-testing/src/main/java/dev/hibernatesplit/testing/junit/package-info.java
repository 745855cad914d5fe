/** How does a test class get a cluster? */
@NullMarked
package dev.hibernatesplit.testing.junit;

import org.jspecify.annotations.NullMarked;
