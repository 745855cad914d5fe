/** What extenders implement, and the types they are shown. */
@NullMarked
package dev.hibernatesplit.spi;

import org.jspecify.annotations.NullMarked;
