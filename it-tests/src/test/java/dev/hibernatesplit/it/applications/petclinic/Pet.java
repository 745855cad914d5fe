package dev.hibernatesplit.it.applications.petclinic;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who is ill. */
@Entity
@Table(name = "pets")
class Pet extends NamedEntity {

  @Column(name = "birth_date")
  private LocalDate birthDate;

  @ManyToOne
  @JoinColumn(name = "type_id")
  private PetType type;

  @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
  @JoinColumn(name = "pet_id")
  @OrderBy("date ASC")
  private Set<Visit> visits = new LinkedHashSet<>();

  protected Pet() {}

  Pet(String name, LocalDate birthDate, PetType type) {
    super(name);
    this.birthDate = birthDate;
    this.type = type;
  }

  void add(Visit visit) {
    visits.add(visit);
  }

  @Override
  public String toString() {
    return super.toString() + " " + type + " " + birthDate + " " + visits;
  }
}
