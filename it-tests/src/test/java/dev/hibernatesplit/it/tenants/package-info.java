/**
 * Each tenant in a database, a schema or rows of its own: do its reads leave, and to nobody else?
 */
package dev.hibernatesplit.it.tenants;
