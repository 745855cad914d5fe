/** Why does this statement go where it goes? Told to operators. */
@NullMarked
package dev.hibernatesplit.internal.explanation;

import org.jspecify.annotations.NullMarked;
