/** What users import. */
@NullMarked
package dev.hibernatesplit;

import org.jspecify.annotations.NullMarked;
