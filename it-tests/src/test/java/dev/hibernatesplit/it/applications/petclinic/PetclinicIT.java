package dev.hibernatesplit.it.applications.petclinic;

import dev.hibernatesplit.it.applications.SameResults;

/** Detached forms, eager collections, mapped superclasses, pages. */
class PetclinicIT extends SameResults {

  PetclinicIT() {
    super(new PetclinicScenario());
  }
}
