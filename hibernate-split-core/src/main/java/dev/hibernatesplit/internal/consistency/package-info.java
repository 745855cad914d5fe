/** [8] What must be seen? */
@NullMarked
package dev.hibernatesplit.internal.consistency;

import org.jspecify.annotations.NullMarked;
