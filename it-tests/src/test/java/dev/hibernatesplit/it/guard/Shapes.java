package dev.hibernatesplit.it.guard;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.ManyToAny;
import org.hibernate.annotations.SecondaryRow;

/** Mappings that are rarer than those of {@link Things}. */
final class Shapes {

  static final Class<?>[] ALL = {
    Card.class,
    Cash.class,
    Bill.class,
    Customer.class,
    Order.class,
    Box.class,
    Seat.class,
    Hall.class,
    Stall.class,
    Cart.class,
    Profile.class,
    Medium.class,
    Film.class
  };

  private Shapes() {}

  @Entity(name = "Card")
  static class Card {
    @Id long id;

    Card() {}

    Card(long id) {
      this.id = id;
    }
  }

  @Entity(name = "Cash")
  static class Cash {
    @Id long id;

    Cash() {}

    Cash(long id) {
      this.id = id;
    }
  }

  /** Refers to either, by a type and a key. */
  @Entity(name = "Bill")
  static class Bill {
    @Id long id;
    String text = "";

    @Any(fetch = FetchType.LAZY)
    @AnyKeyJavaClass(Long.class)
    @AnyDiscriminatorValue(discriminator = "card", entity = Card.class)
    @AnyDiscriminatorValue(discriminator = "cash", entity = Cash.class)
    @Column(name = "payment_type")
    @JoinColumn(name = "payment_id")
    Object payment;

    @ManyToAny
    @AnyKeyJavaClass(Long.class)
    @AnyDiscriminatorValue(discriminator = "card", entity = Card.class)
    @AnyDiscriminatorValue(discriminator = "cash", entity = Cash.class)
    @Column(name = "refund_type")
    @JoinTable(
        name = "bill_refund",
        joinColumns = @JoinColumn(name = "bill_id"),
        inverseJoinColumns = @JoinColumn(name = "refund_id"))
    List<Object> refunds = new ArrayList<>();

    Bill() {}

    Bill(long id) {
      this.id = id;
    }
  }

  /** Known by a code that is not its id. */
  @Entity(name = "Customer")
  static class Customer implements Serializable {
    private static final long serialVersionUID = 1L;

    @Id long id;

    @Column(unique = true)
    String code;

    @ElementCollection
    @CollectionTable(
        name = "customer_note",
        joinColumns = @JoinColumn(name = "customer_code", referencedColumnName = "code"))
    List<String> notes = new ArrayList<>(List.of("a"));

    Customer() {}

    Customer(long id) {
      this.id = id;
      this.code = "c" + id;
    }
  }

  @Entity(name = "Purchase")
  static class Order {
    @Id long id;
    String text = "";

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "customer_code", referencedColumnName = "code")
    Customer customer;

    Order() {}

    Order(long id) {
      this.id = id;
    }
  }

  @Embeddable
  record BoxId(String depot, long number) {}

  @Entity(name = "Box")
  static class Box {
    @EmbeddedId BoxId id;
    String text = "";
    @ElementCollection List<String> tags = new ArrayList<>(List.of("a"));
    @OneToMany List<Card> cards = new ArrayList<>();

    Box() {}

    Box(BoxId id) {
      this.id = id;
    }
  }

  record SeatId(String hall, long number) {}

  @Entity(name = "Seat")
  @IdClass(SeatId.class)
  static class Seat {
    @Id String hall;
    @Id long number;
    String text = "";
    @ElementCollection List<String> tags = new ArrayList<>(List.of("a"));

    Seat() {}

    Seat(SeatId id) {
      this.hall = id.hall();
      this.number = id.number();
    }
  }

  @Entity(name = "Hall")
  static class Hall {
    @Id long id;

    Hall() {}

    Hall(long id) {
      this.id = id;
    }
  }

  record StallId(long hall, long number) {}

  /** A part of its identifier is another entity. */
  @Entity(name = "Stall")
  @IdClass(StallId.class)
  static class Stall {
    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    Hall hall;

    @Id long number;
    String text = "";
    @ElementCollection List<String> tags = new ArrayList<>(List.of("a"));

    Stall() {}

    Stall(Hall hall, long number) {
      this.hall = hall;
      this.number = number;
    }
  }

  /** Embedded in a collection: with a reference, and with what may be null. */
  @Embeddable
  static class Line {
    Integer count;
    String text;

    @ManyToOne(fetch = FetchType.LAZY)
    Card card;

    Line() {}

    Line(int count) {
      this.count = count;
    }
  }

  @Entity(name = "Cart")
  static class Cart {
    @Id long id;

    @ElementCollection List<Line> bag = new ArrayList<>(List.of(new Line(1)));

    @ElementCollection @OrderColumn
    List<Line> list = new ArrayList<>(List.of(new Line(1), new Line(2)));

    @ElementCollection Map<String, Line> map = new HashMap<>(Map.of("a", new Line(1)));

    Cart() {}

    Cart(long id) {
      this.id = id;
    }
  }

  /** In two tables, each of which has a row of it. */
  @Entity(name = "Profile")
  @SecondaryTable(name = "profile_more")
  @SecondaryRow(table = "profile_more", optional = false)
  static class Profile {
    @Id long id;
    String text = "";

    @Column(table = "profile_more")
    String remark = "";

    @Column(table = "profile_more")
    int points;

    Profile() {}

    Profile(long id) {
      this.id = id;
    }
  }

  /** In one table with what it is a kind of. */
  @Entity(name = "Medium")
  static class Medium {
    @Id long id;
    String title = "";
  }

  @Entity(name = "Film")
  static class Film extends Medium {
    int minutes;
    @ElementCollection List<String> stars = new ArrayList<>(List.of("a"));

    Film() {}

    Film(long id) {
      this.id = id;
    }
  }
}
