package dev.hibernatesplit.it.applications.conduit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What an article is about. */
@Entity
@Table(name = "tags")
class Tag {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false, unique = true)
  private String name;

  protected Tag() {}

  Tag(String name) {
    this.name = name;
  }

  String getName() {
    return name;
  }
}
