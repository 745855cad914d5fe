/**
 * Does a Spring application, its annotations untouched, read where it may and write where it must?
 */
package dev.hibernatesplit.it.spring;
