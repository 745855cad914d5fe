/** People change the targets while the application runs. */
package dev.hibernatesplit.it.management;
