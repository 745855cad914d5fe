/** Does our connection behave as the driver's own would, and does it leave nothing behind? */
package dev.hibernatesplit.it.jdbc;
