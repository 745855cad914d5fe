/** Do Hibernate's own ways to open and to use a session lead to the right server? */
package dev.hibernatesplit.it.session;
