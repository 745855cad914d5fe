/**
 * What kind of statement is this? One scanner over the text, a memo of its answers, and what only
 * the database's catalogue knows. Assumes {@code standard_conforming_strings = on}, as PostgreSQL
 * has since 9.1: a backslash in a plain literal is a character like any other.
 */
@NullMarked
package dev.hibernatesplit.internal.sql;

import org.jspecify.annotations.NullMarked;
