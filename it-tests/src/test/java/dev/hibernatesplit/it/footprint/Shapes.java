package dev.hibernatesplit.it.footprint;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Entities of the shapes that decide what SQL Hibernate writes for them. */
final class Shapes {

  static final Class<?>[] ALL = {
    Plain.class, Lazy.class, Keyed.class, Drawn.class, Pair.class, Named.class, Base.class,
    Derived.class
  };

  private Shapes() {}

  @Entity(name = "Plain")
  static class Plain {
    @Id long id;
    @Version int version;
    String text = "";
    @ElementCollection List<String> tags = new ArrayList<>();

    @OneToMany(mappedBy = "plain")
    List<Lazy> lazies = new ArrayList<>();
  }

  @Entity(name = "Lazy")
  static class Lazy {
    @Id long id;
    String text = "";

    @ManyToOne(fetch = FetchType.LAZY)
    Plain plain;
  }

  @Entity(name = "Keyed")
  static class Keyed {
    @Id @GeneratedValue UUID id;
    String text = "";
    @ManyToOne Plain plain;
  }

  @Entity(name = "Drawn")
  static class Drawn {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Integer id;

    String text = "";
  }

  @Embeddable
  record PairId(long first, int second) {}

  @Entity(name = "Pair")
  static class Pair {
    @EmbeddedId PairId id;
    String text = "";
  }

  @Entity(name = "Named")
  static class Named {
    @Id String id;
    String text = "";
  }

  @Entity(name = "Base")
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Base {
    @Id long id;
    String text = "";
  }

  @Entity(name = "Derived")
  static class Derived extends Base {
    String more = "";
  }
}
