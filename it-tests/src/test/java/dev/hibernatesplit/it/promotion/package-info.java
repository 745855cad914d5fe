/** A replica is promoted, and the library finds out by itself. */
package dev.hibernatesplit.it.promotion;
