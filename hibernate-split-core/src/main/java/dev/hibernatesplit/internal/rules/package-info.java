/** [4] What do the rules in the settings say of such a query? Knows neither JDBC nor Hibernate. */
@NullMarked
package dev.hibernatesplit.internal.rules;

import org.jspecify.annotations.NullMarked;
