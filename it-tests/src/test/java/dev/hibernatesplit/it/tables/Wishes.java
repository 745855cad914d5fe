package dev.hibernatesplit.it.tables;

import dev.hibernatesplit.annotation.PrimaryOnly;
import dev.hibernatesplit.annotation.ReadFrom;
import dev.hibernatesplit.annotation.ReplicaPreferred;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Audited;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.View;

/** Entities that wish to be read at different places. */
interface Wishes {

  @Entity(name = "Balance")
  @PrimaryOnly
  class Balance {
    @Id Long id;
    @ManyToMany @JoinTable List<Tag> tags = new ArrayList<>();
  }

  /** Wishes nothing, but shares a join table with Balance. */
  @Entity(name = "Tag")
  class Tag {
    @Id Long id;

    @ManyToMany(mappedBy = "tags")
    List<Balance> balances = new ArrayList<>();

    @OneToMany(mappedBy = "tag")
    List<Fact> facts = new ArrayList<>();
  }

  @Entity(name = "Fact")
  @ReadFrom("analytics")
  class Fact {
    @Id Long id;
    @ManyToOne Tag tag;
  }

  @Entity(name = "Local")
  @ReadFrom("r1")
  class Local {
    @Id Long id;
  }

  @PrimaryOnly
  @MappedSuperclass
  abstract class Strict {
    @Id Long id;
  }

  @Entity(name = "Kept")
  class Kept extends Strict {}

  @Entity(name = "Freed")
  @ReplicaPreferred
  class Freed extends Strict {}

  @Entity(name = "FreedToo")
  class FreedToo extends Freed {
    String more;
  }

  /** Only a subclass wishes something. */
  @Entity(name = "Item")
  @Inheritance(strategy = InheritanceType.JOINED)
  class Item {
    @Id Long id;
  }

  @Entity(name = "Pen")
  class Pen extends Item {
    String ink;
  }

  @Entity(name = "Coin")
  @PrimaryOnly
  class Coin extends Item {
    int worth;
  }

  /** Two entities over one table. */
  @Entity(name = "OneWay")
  @Table(name = "shared")
  @ReadFrom("analytics")
  class OneWay {
    @Id Long id;
  }

  @Entity(name = "OtherWay")
  @Table(name = "shared")
  @PrimaryOnly
  class OtherWay {
    @Id Long id;
  }

  /** A view over what only the primary may read. */
  @Entity(name = "Glance")
  @Immutable
  @View(query = "select id from Balance")
  class Glance {
    @Id Long id;
  }

  /** Hibernate keeps its history in a table beside it. */
  @Entity(name = "Chronicle")
  @PrimaryOnly
  @Audited
  class Chronicle {
    @Id Long id;
  }

  /** Mistakes. */
  @Entity(name = "Misspelt")
  @ReadFrom("analytix")
  class Misspelt {
    @Id Long id;
  }

  @Entity(name = "MisspeltToo")
  class MisspeltToo extends Misspelt {
    String more;
  }

  @Entity(name = "Torn")
  @PrimaryOnly
  @ReplicaPreferred
  class Torn {
    @Id Long id;
  }
}
