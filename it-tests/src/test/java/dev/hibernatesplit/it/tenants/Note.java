package dev.hibernatesplit.it.tenants;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What a tenant wrote down. */
@Entity
class Note {

  @Id private long id;
  private String text = "";

  protected Note() {}

  Note(long id, String text) {
    this.id = id;
    this.text = text;
  }

  String text() {
    return text;
  }
}
