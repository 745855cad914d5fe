package dev.hibernatesplit.it.applications.petclinic;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** Whom pets belong to. */
@Entity
@Table(name = "owners")
class Owner extends Person {

  private String address;
  private String city;
  private String telephone;

  @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
  @JoinColumn(name = "owner_id")
  @OrderBy("name")
  private List<Pet> pets = new ArrayList<>();

  protected Owner() {}

  Owner(String firstName, String lastName, String address, String city) {
    super(firstName, lastName);
    this.address = address;
    this.city = city;
  }

  void move(String address, String city) {
    this.address = address;
    this.city = city;
  }

  void setTelephone(String telephone) {
    this.telephone = telephone;
  }

  List<Pet> getPets() {
    return pets;
  }

  boolean has(String pet) {
    return pets.stream().anyMatch(each -> each.getName().equalsIgnoreCase(pet));
  }

  Pet pet(int id) {
    return pets.stream().filter(each -> each.getId() == id).findFirst().orElseThrow();
  }

  @Override
  public String toString() {
    return super.toString() + ", " + address + ", " + city + ", " + telephone + " " + pets;
  }
}
