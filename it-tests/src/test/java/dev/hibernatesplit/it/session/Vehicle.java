package dev.hibernatesplit.it.session;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.TableGenerator;

/** Joined inheritance, whose bulk updates are queries by their looks; ids from a table. */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
public class Vehicle {

  @Id
  @GeneratedValue(strategy = GenerationType.TABLE, generator = "ids")
  @TableGenerator(name = "ids", table = "ids", allocationSize = 1)
  private Long id;

  protected String name = "";
  protected int seats;

  protected Vehicle() {}

  public Long getId() {
    return id;
  }
}
