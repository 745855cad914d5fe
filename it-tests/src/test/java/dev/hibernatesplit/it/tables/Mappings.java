package dev.hibernatesplit.it.tables;

import dev.hibernatesplit.annotation.PrimaryOnly;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;

/** One entity or hierarchy for each way to have tables, all of them for the primary only. */
interface Mappings {

  List<Class<?>> ALL =
      List.of(
          Account.class,
          Vehicle.class,
          Car.class,
          Truck.class,
          Payment.class,
          Card.class,
          Cash.class,
          Animal.class,
          Dog.class,
          OddName.class,
          Contract.class,
          Summary.class,
          Elsewhere.class,
          Bystander.class);

  /** Secondary, join, element and map tables. */
  @Entity(name = "Account")
  @PrimaryOnly
  @SecondaryTable(name = "AccountDetail")
  class Account {
    @Id Long id;

    @Column(table = "AccountDetail")
    String note;

    @ElementCollection List<String> phones = new ArrayList<>();

    @ElementCollection
    @MapKeyColumn(name = "kind")
    Map<String, Integer> limits = new HashMap<>();

    @ManyToMany
    @JoinTable(name = "AccountFriends")
    Set<Account> friends = Set.of();

    @OneToMany List<Account> children = new ArrayList<>();

    @OneToMany
    @JoinColumn(name = "parent")
    List<Account> heirs = new ArrayList<>();
  }

  /** A joined hierarchy. */
  @Entity(name = "Vehicle")
  @PrimaryOnly
  @Inheritance(strategy = InheritanceType.JOINED)
  class Vehicle {
    @Id Long id;
    @ElementCollection List<String> plates = new ArrayList<>();
  }

  @Entity(name = "Car")
  class Car extends Vehicle {
    int seats;
    @ElementCollection List<String> extras = new ArrayList<>();
  }

  @Entity(name = "Truck")
  @SecondaryTable(name = "TruckPapers")
  class Truck extends Vehicle {
    int axles;

    @Column(table = "TruckPapers")
    String papers;
  }

  /** A table per class, and none for the abstract one. */
  @Entity(name = "Payment")
  @PrimaryOnly
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  abstract class Payment {
    @Id Long id;
    @ElementCollection List<String> remarks = new ArrayList<>();
  }

  @Entity(name = "Card")
  class Card extends Payment {
    String number;
  }

  @Entity(name = "Cash")
  class Cash extends Payment {
    int coins;
  }

  /** One table for all. */
  @Entity(name = "Animal")
  @PrimaryOnly
  @DiscriminatorColumn
  class Animal {
    @Id Long id;
  }

  @Entity(name = "Dog")
  @SecondaryTable(name = "DogTraining")
  class Dog extends Animal {
    @Column(table = "DogTraining")
    String trick;
  }

  /** Quoted names in a schema of their own. */
  @Entity(name = "OddName")
  @PrimaryOnly
  @Table(name = "`Odd Näme`", schema = "Shop")
  class OddName {
    @Id Long id;

    @ElementCollection
    @CollectionTable(name = "`Odd Parts`", schema = "`Side Room`")
    List<String> parts = new ArrayList<>();
  }

  /** Annotated, and with a collection, above the entity. */
  @PrimaryOnly
  @MappedSuperclass
  abstract class Paper {
    @Id Long id;
    @ElementCollection List<String> signatures = new ArrayList<>();
  }

  @Entity(name = "Contract")
  class Contract extends Paper {
    String text;
  }

  /** A query for a table. */
  @Entity(name = "Summary")
  @PrimaryOnly
  @Immutable
  @Subselect(
      "select e.id, count(s.id) as n from seen e left join sought s on s.id = e.id group by 1")
  @Synchronize({"seen", "sought"})
  class Summary {
    @Id Long id;
    long n;
  }

  /** Another entity with wishes of nobody, whose table a collection of Bystander has. */
  @Entity(name = "Elsewhere")
  class Elsewhere {
    @Id Long id;
    @ManyToOne Account account;
  }

  /** Nobody wishes anything. */
  @Entity(name = "Bystander")
  class Bystander {
    @Id Long id;
    @ElementCollection List<String> words = new ArrayList<>();
  }
}
