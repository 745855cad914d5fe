/** Do whole applications give the same results on a cluster as on a single database? */
package dev.hibernatesplit.it.applications;
