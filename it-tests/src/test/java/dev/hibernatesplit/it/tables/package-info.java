/** Are tables read where their entities and the settings say? */
package dev.hibernatesplit.it.tables;
