/**
 * [5] Run it there: the connection that Hibernate sees, which leases a real one when SQL arrives.
 */
@NullMarked
package dev.hibernatesplit.internal.connection;

import org.jspecify.annotations.NullMarked;
