package dev.hibernatesplit.testing.split;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** What a shop sells. */
@Entity
public class Product {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private String name = "";

  protected Product() {}

  public Product(String name) {
    this.name = name;
  }

  public @Nullable Long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public void rename(String other) {
    name = other;
  }
}
