/** x. */
@org.jspecify.annotations.NullMarked
package dev.hibernatesplit.internal.sql;
