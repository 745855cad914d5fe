/** [4] Where may it run? One ordered list of rules; knows neither JDBC nor Hibernate. */
@NullMarked
package dev.hibernatesplit.internal.routing;

import org.jspecify.annotations.NullMarked;
