package dev.hibernatesplit.it.untilwrite;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.sql.Blob;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.hibernate.annotations.IdGeneratorType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.EventTypeSets;
import org.hibernate.id.IncrementGenerator;

/** Entities for whose writes Hibernate, or the application, reads first. */
final class Papers {

  static final Class<?>[] ALL = {
    Account.class,
    Folder.class,
    Sheet.class,
    Invoice.class,
    Ticket.class,
    Coupon.class,
    Pooled.class,
    Drawn.class,
    Scan.class
  };

  private Papers() {}

  /** Takes its sheets with it. */
  @Entity(name = "Folder")
  static class Folder {
    @Id long id;
    String title = "";

    @OneToMany(mappedBy = "folder", cascade = CascadeType.REMOVE)
    List<Sheet> sheets = new ArrayList<>();

    Folder() {}

    Folder(long id) {
      this.id = id;
    }
  }

  @Entity(name = "Sheet")
  static class Sheet {
    @Id long id;

    @ManyToOne(fetch = FetchType.LAZY)
    Folder folder;

    Sheet() {}

    Sheet(long id) {
      this.id = id;
    }
  }

  /** Counted on from the greatest, by a query that nobody but the application knows. */
  @Entity(name = "Invoice")
  static class Invoice {

    @Retention(RetentionPolicy.RUNTIME)
    @IdGeneratorType(NextNumber.class)
    @interface Numbered {}

    @Id @Numbered long id;
  }

  /** Public, for Hibernate to make one. */
  public static final class NextNumber implements BeforeExecutionGenerator {
    private static final long serialVersionUID = 1L;

    @Override
    public Object generate(
        SharedSessionContractImplementor session, Object owner, Object current, EventType event) {
      return session
          .createNativeQuery("select coalesce(max(id), 0) + 1 from Invoice", Long.class)
          .getSingleResult();
    }

    @Override
    public EnumSet<EventType> getEventTypes() {
      return EventTypeSets.INSERT_ONLY;
    }
  }

  /** The same, by Hibernate. */
  @Entity(name = "Ticket")
  static class Ticket {

    @Retention(RetentionPolicy.RUNTIME)
    @IdGeneratorType(IncrementGenerator.class)
    @interface Counted {}

    @Id @Counted long id;
  }

  @Entity(name = "Coupon")
  static class Coupon {
    @Id @Ticket.Counted long id;
  }

  /** Draws 50 numbers at once. */
  @Entity(name = "Pooled")
  static class Pooled {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    long id;
  }

  /** Draws each number by itself. */
  @Entity(name = "Drawn")
  static class Drawn {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "numbers")
    @SequenceGenerator(name = "numbers", allocationSize = 1)
    long id;
  }

  /** Keeps a large object. */
  @Entity(name = "Scan")
  static class Scan {
    @Id long id;
    @Lob Blob image;

    Scan() {}

    Scan(long id, Blob image) {
      this.id = id;
      this.image = image;
    }
  }
}
