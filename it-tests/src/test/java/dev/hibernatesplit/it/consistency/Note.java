package dev.hibernatesplit.it.consistency;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Something written down, to be read again. */
@Entity
public class Note {

  @Id private Long id;
  private int number;

  protected Note() {}

  public Note(long id, int number) {
    this.id = id;
    this.number = number;
  }

  public Long getId() {
    return id;
  }

  public int getNumber() {
    return number;
  }

  public void setNumber(int number) {
    this.number = number;
  }
}
