/** When does the library come to life, from which settings, and when does it stay out? */
package dev.hibernatesplit.it.activation;
