/** The application says where a read runs: by scope, session or query. */
package dev.hibernatesplit.it.byhand;
