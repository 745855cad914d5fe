/** What reads must see, on a real cluster. */
package dev.hibernatesplit.it.consistency;
