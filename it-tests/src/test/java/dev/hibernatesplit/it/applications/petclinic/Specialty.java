package dev.hibernatesplit.it.applications.petclinic;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** What a vet has learnt. */
@Entity
@Table(name = "specialties")
class Specialty extends NamedEntity {

  protected Specialty() {}

  Specialty(String name) {
    super(name);
  }
}
