/**
 * What did the user ask for? A settings map goes in; a tree of records, or every problem, comes
 * out.
 */
@NullMarked
package dev.hibernatesplit.internal.config;

import org.jspecify.annotations.NullMarked;
