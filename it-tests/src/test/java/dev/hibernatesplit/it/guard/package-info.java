/** Nothing stale is written. */
package dev.hibernatesplit.it.guard;
