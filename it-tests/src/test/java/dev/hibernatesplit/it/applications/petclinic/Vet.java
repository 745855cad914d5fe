package dev.hibernatesplit.it.applications.petclinic;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who helps. */
@Entity
@Table(name = "vets")
class Vet extends Person {

  @ManyToMany(fetch = FetchType.EAGER)
  @JoinTable(
      name = "vet_specialties",
      joinColumns = @JoinColumn(name = "vet_id"),
      inverseJoinColumns = @JoinColumn(name = "specialty_id"))
  private Set<Specialty> specialties = new HashSet<>();

  protected Vet() {}

  Vet(String firstName, String lastName) {
    super(firstName, lastName);
  }

  void learn(Collection<Specialty> more) {
    specialties.addAll(more);
  }

  @Override
  public String toString() {
    List<String> sorted = specialties.stream().map(Specialty::getName).sorted().toList();
    return super.toString() + " " + sorted;
  }
}
