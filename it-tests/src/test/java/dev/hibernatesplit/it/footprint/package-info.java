/** Does a footprint cover what the server really touches? */
@NullMarked
package dev.hibernatesplit.it.footprint;

import org.jspecify.annotations.NullMarked;
