/** Transactions that read from replicas until they do anything but read. */
package dev.hibernatesplit.it.untilwrite;
