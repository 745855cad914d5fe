/** What Hibernate's caches keep of what replicas served. */
package dev.hibernatesplit.it.cache;
