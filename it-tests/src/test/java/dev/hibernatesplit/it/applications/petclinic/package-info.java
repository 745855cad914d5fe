/** The data layer of Spring's Petclinic, written anew in its shape. */
package dev.hibernatesplit.it.applications.petclinic;
