package dev.hibernatesplit.it.promotion;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Something written once, under a number of the writer's own. */
@Entity
public class Entry {

  @Id private long id;

  protected Entry() {}

  public Entry(long id) {
    this.id = id;
  }

  public long getId() {
    return id;
  }
}
