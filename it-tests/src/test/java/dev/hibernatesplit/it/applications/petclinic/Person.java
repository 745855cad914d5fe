package dev.hibernatesplit.it.applications.petclinic;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;

/** Who has two names. */
@MappedSuperclass
abstract class Person extends BaseEntity {

  @Column(name = "first_name")
  private String firstName;

  @Column(name = "last_name")
  private String lastName;

  protected Person() {}

  Person(String firstName, String lastName) {
    this.firstName = firstName;
    this.lastName = lastName;
  }

  @Override
  public String toString() {
    return firstName + " " + lastName + " #" + getId();
  }
}
