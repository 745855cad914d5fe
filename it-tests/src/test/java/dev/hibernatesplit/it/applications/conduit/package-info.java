/**
 * The data layer of the RealWorld example "Conduit", a place for articles, written anew in its
 * shape.
 */
package dev.hibernatesplit.it.applications.conduit;
