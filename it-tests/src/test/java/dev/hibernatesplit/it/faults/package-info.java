/** Servers die, freeze and stop, networks break: reads go on, and writes happen once. */
package dev.hibernatesplit.it.faults;
