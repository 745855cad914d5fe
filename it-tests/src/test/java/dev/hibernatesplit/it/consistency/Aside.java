package dev.hibernatesplit.it.consistency;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Something beside the notes, which nobody writes meanwhile. */
@Entity
public class Aside {

  @Id private Long id;

  protected Aside() {}

  public Aside(long id) {
    this.id = id;
  }

  public Long getId() {
    return id;
  }
}
