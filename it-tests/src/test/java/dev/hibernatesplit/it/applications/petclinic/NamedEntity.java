package dev.hibernatesplit.it.applications.petclinic;

import jakarta.persistence.MappedSuperclass;

/** What has a name. */
@MappedSuperclass
abstract class NamedEntity extends BaseEntity {

  private String name;

  protected NamedEntity() {}

  NamedEntity(String name) {
    this.name = name;
  }

  String getName() {
    return name;
  }

  void setName(String name) {
    this.name = name;
  }

  @Override
  public String toString() {
    return name + " #" + getId();
  }
}
