/** Does the classifier say what a primary and its standby say? */
@NullMarked
package dev.hibernatesplit.it.sql;

import org.jspecify.annotations.NullMarked;
