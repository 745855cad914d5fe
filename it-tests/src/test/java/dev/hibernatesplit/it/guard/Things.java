package dev.hibernatesplit.it.guard;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.YesNoConverter;

/** One entity for each way to map one. */
final class Things {

  static final Class<?>[] ALL = {
    Counter.class,
    Wide.class,
    Dog.class,
    Animal.class,
    Parcel.class,
    Versioned.class,
    Sparse.class,
    Strict.class,
    Fixed.class,
    Shelf.class,
    VersionedShelf.class,
    Part.class,
    Soft.class
  };

  private Things() {}

  /** The simplest, without a version. */
  @Entity(name = "Counter")
  static class Counter {
    @Id long id;
    int value;
    String name = "";

    Counter() {}

    Counter(long id) {
      this.id = id;
    }
  }

  @Embeddable
  static class Address {
    String street;
    String town;

    Address() {}

    Address(String street, String town) {
      this.street = street;
      this.town = town;
    }
  }

  @Embeddable
  record Place(String country, String city) {}

  /** Values of many types, embedded, referred to, and in a table that need not have a row. */
  @Entity(name = "Wide")
  @SecondaryTable(name = "wide_more")
  static class Wide {
    @Id UUID id;
    String name = "";
    Address address = new Address("a", "b");
    BigDecimal price = new BigDecimal("1.50");
    Instant at = Instant.parse("2026-01-02T03:04:05.123456Z");
    byte[] bytes = {1, 2};
    double weight = 0.1;
    String[] words = {"x", "y"};

    @JdbcTypeCode(SqlTypes.JSON)
    Place json = new Place("c", "d");

    @jakarta.persistence.Convert(converter = YesNoConverter.class)
    boolean flag;

    @ManyToOne(fetch = FetchType.LAZY)
    Counter counter;

    @Column(table = "wide_more")
    String remark;

    Wide() {}

    Wide(UUID id) {
      this.id = id;
    }
  }

  @Entity(name = "Animal")
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Animal {
    @Id long id;
    String name = "";
  }

  @Entity(name = "Dog")
  static class Dog extends Animal {
    int tricks;
    int age;

    Dog() {}

    Dog(long id) {
      this.id = id;
    }
  }

  @Embeddable
  record ParcelId(String depot, int number) {}

  @Entity(name = "Parcel")
  static class Parcel {
    @EmbeddedId ParcelId id;
    int weight;

    Parcel() {}

    Parcel(ParcelId id) {
      this.id = id;
    }
  }

  @Entity(name = "Versioned")
  static class Versioned {
    @Id long id;
    @Version int version;
    int value;
    String name = "";

    Versioned() {}

    Versioned(long id) {
      this.id = id;
    }
  }

  @Entity(name = "Sparse")
  @DynamicUpdate
  static class Sparse {
    @Id long id;
    int value;
    String name = "";

    Sparse() {}

    Sparse(long id) {
      this.id = id;
    }
  }

  @Entity(name = "Strict")
  @DynamicUpdate
  @OptimisticLocking(type = OptimisticLockType.ALL)
  static class Strict {
    @Id long id;
    int value;
    String name = "";

    Strict() {}

    Strict(long id) {
      this.id = id;
    }
  }

  @Entity(name = "Fixed")
  @Immutable
  static class Fixed {
    @Id long id;
    int value;

    Fixed() {}

    Fixed(long id) {
      this.id = id;
    }
  }

  @Entity(name = "Soft")
  @SoftDelete
  static class Soft {
    @Id long id;
    int value;

    Soft() {}

    Soft(long id) {
      this.id = id;
    }
  }

  @Entity(name = "Part")
  static class Part {
    @Id long id;
    String name = "";

    Part() {}

    Part(long id) {
      this.id = id;
    }
  }

  /** Collections of all kinds. */
  @Entity(name = "Shelf")
  static class Shelf {
    @Id long id;
    String name = "";

    @ElementCollection List<String> bag = new ArrayList<>(List.of("a", "a"));
    @ElementCollection Set<String> set = new HashSet<>(Set.of("a"));

    @ElementCollection @OrderColumn List<String> list = new ArrayList<>(List.of("a", "b"));

    @ElementCollection Map<String, Integer> map = new HashMap<>(Map.of("a", 1));

    @ElementCollection
    @SQLRestriction("street <> 'hidden'")
    List<Address> addresses = new ArrayList<>();

    @ManyToMany Set<Counter> counters = new HashSet<>();

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "shelf")
    List<Part> parts = new ArrayList<>();

    Shelf() {}

    Shelf(long id) {
      this.id = id;
    }
  }

  @Entity(name = "VersionedShelf")
  static class VersionedShelf {
    @Id long id;
    @Version int version;
    String name = "";
    @ElementCollection List<String> bag = new ArrayList<>(List.of("a"));

    VersionedShelf() {}

    VersionedShelf(long id) {
      this.id = id;
    }
  }
}
