package dev.hibernatesplit.it.applications.petclinic;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Cat, dog, snake. */
@Entity
@Table(name = "types")
class PetType extends NamedEntity {

  protected PetType() {}

  PetType(String name) {
    super(name);
  }
}
