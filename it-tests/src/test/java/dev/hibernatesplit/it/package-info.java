/** Does an unchanged program see what it would see on one database, and do its reads leave it? */
package dev.hibernatesplit.it;
