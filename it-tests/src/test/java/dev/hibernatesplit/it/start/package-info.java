/** What is wrong at start is said at start, in the settings' words. */
package dev.hibernatesplit.it.start;
