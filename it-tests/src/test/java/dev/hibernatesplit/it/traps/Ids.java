package dev.hibernatesplit.it.traps;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.TableGenerator;
import jakarta.persistence.Version;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.hibernate.annotations.IdGeneratorType;
import org.hibernate.id.IncrementGenerator;

/** Entities whose ids, versions and tables make Hibernate send what looks like reads. */
final class Ids {

  private Ids() {}

  /** Ids from a sequence, one at a time. */
  @Entity(name = "BySequence")
  static class BySequence {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(allocationSize = 1)
    Long id;

    String name = "";
  }

  /** Ids from a row of a table, which Hibernate locks on a connection of its own. */
  @Entity(name = "ByTable")
  static class ByTable {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE)
    @TableGenerator(name = "ids", allocationSize = 1)
    Long id;
  }

  /** Ids that the insert makes. */
  @Entity(name = "ByIdentity")
  static class ByIdentity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version int version;

    String name = "";
  }

  /** Counts ids on from the greatest, by a plain SELECT. */
  @IdGeneratorType(IncrementGenerator.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Increment {}

  /** Ids counted on from the greatest. */
  @Entity(name = "ByIncrement")
  static class ByIncrement {
    @Id @Increment Long id;
  }

  /** The root of a joined hierarchy, for bulk HQL over several tables. */
  @Entity(name = "Vehicle")
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Vehicle {
    @Id Long id;

    int wheels;

    protected Vehicle() {}

    Vehicle(long id, int wheels) {
      this.id = id;
      this.wheels = wheels;
    }
  }

  /** Its leaf. */
  @Entity(name = "Car")
  static class Car extends Vehicle {
    String plate = "";

    protected Car() {}

    Car(long id, String plate) {
      super(id, 4);
      this.plate = plate;
    }
  }
}
