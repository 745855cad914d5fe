/** [3] What does only the database know about a text? Its functions, views, policies and tables. */
@NullMarked
package dev.hibernatesplit.internal.catalogue;

import org.jspecify.annotations.NullMarked;
