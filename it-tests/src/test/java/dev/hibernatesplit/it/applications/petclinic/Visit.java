package dev.hibernatesplit.it.applications.petclinic;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** When a pet was there, and why. */
@Entity
@Table(name = "visits")
class Visit extends BaseEntity {

  @Column(name = "visit_date")
  private LocalDate date;

  private String description;

  protected Visit() {}

  Visit(LocalDate date, String description) {
    this.date = date;
    this.description = description;
  }

  @Override
  public String toString() {
    return date + " " + description + " #" + getId();
  }
}
