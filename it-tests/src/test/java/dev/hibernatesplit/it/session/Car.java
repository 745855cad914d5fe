package dev.hibernatesplit.it.session;

import jakarta.persistence.Entity;

/** A second table of one hierarchy. */
@Entity
public class Car extends Vehicle {

  private int doors;

  protected Car() {}

  public Car(String name, int doors) {
    this.name = name;
    this.doors = doors;
  }

  public int getDoors() {
    return doors;
  }
}
