package dev.hibernatesplit.benchmarks.load.program;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A thing on a shelf, that counts how often it was sold: the count only grows. */
@Entity
public class Item {

  @Id private long id;
  private long shelf;
  private String name = "";
  private long sold;

  protected Item() {}

  Item(long id, long shelf) {
    this.id = id;
    this.shelf = shelf;
    this.name = "item " + id;
  }

  public long getId() {
    return id;
  }

  public long getShelf() {
    return shelf;
  }

  public String getName() {
    return name;
  }

  public long getSold() {
    return sold;
  }

  /** One more. */
  long sell() {
    return ++sold;
  }
}
