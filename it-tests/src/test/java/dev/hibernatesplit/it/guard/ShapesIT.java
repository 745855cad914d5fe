package dev.hibernatesplit.it.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.guard.Shapes.Bill;
import dev.hibernatesplit.it.guard.Shapes.Box;
import dev.hibernatesplit.it.guard.Shapes.BoxId;
import dev.hibernatesplit.it.guard.Shapes.Card;
import dev.hibernatesplit.it.guard.Shapes.Cart;
import dev.hibernatesplit.it.guard.Shapes.Cash;
import dev.hibernatesplit.it.guard.Shapes.Customer;
import dev.hibernatesplit.it.guard.Shapes.Film;
import dev.hibernatesplit.it.guard.Shapes.Hall;
import dev.hibernatesplit.it.guard.Shapes.Line;
import dev.hibernatesplit.it.guard.Shapes.Order;
import dev.hibernatesplit.it.guard.Shapes.Profile;
import dev.hibernatesplit.it.guard.Shapes.Seat;
import dev.hibernatesplit.it.guard.Shapes.SeatId;
import dev.hibernatesplit.it.guard.Shapes.Stall;
import dev.hibernatesplit.it.guard.Shapes.StallId;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What others did to rows of a rarer shape is not undone; without the guard it is. */
@PostgresCluster(replicas = 1)
class ShapesIT {

  private static final AtomicLong IDS = new AtomicLong(10);

  private static Stage verifying;
  private static Stage allowing;

  /**
   * An entity, or a collection of it, that two change at once.
   *
   * @param attribute where it differs then
   * @param others what others do, as SQL
   * @param theirs counts what they did, as long as nobody has undone it
   */
  private record Shape<E>(
      String attribute,
      LongFunction<List<Object>> given,
      Class<E> type,
      LongFunction<Object> id,
      Function<E, Object> read,
      Consumer<E> change,
      String others,
      String theirs) {

    E find(EntityManager manager, long n) {
      E found = manager.find(type, id.apply(n));
      Hibernate.initialize(read.apply(found));
      return found;
    }

    void play(Stage stage, long n) {
      stage.write(manager -> find(manager, n), (manager, found) -> change.accept(found));
    }

    long left(Stage stage, long n) {
      return stage.now(
          manager ->
              (Long) manager.createNativeQuery(theirs.formatted(n), Long.class).getSingleResult());
    }

    @Override
    public String toString() {
      return type.getSimpleName() + "." + attribute;
    }
  }

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    verifying = new Stage(cluster, "verify", Shapes.ALL);
    allowing = new Stage(cluster, "allow", Shapes.ALL);
    verifying.given(new Card(1), new Card(2), new Cash(1), new Customer(1), new Customer(2));
  }

  @AfterAll
  static void stop() {
    verifying.close();
    allowing.close();
  }

  @BeforeEach
  void forget() {
    verifying.forget();
    allowing.forget();
  }

  @AfterEach
  void resume() {
    verifying.resume();
  }

  static Stream<Shape<?>> shapes() {
    return Stream.of(
            anyAssociations(), references(), compositeIds(), embeddables(), tablesOfAClass())
        .flatMap(shapes -> shapes);
  }

  private static Stream<Shape<?>> anyAssociations() {
    LongFunction<List<Object>> bill =
        n -> {
          Bill made = new Bill(n);
          made.payment = new Card(1);
          made.refunds.add(new Card(1));
          return List.of(made);
        };
    return Stream.of(
        new Shape<>(
            "payment",
            bill,
            Bill.class,
            n -> n,
            b -> null,
            b -> b.text += "x",
            "update Bill set payment_id = 2 where id = %d",
            "select count(*) from Bill where payment_id = 2 and id = %d"),
        new Shape<>(
            "payment",
            bill,
            Bill.class,
            n -> n,
            b -> null,
            b -> b.text += "x",
            "update Bill set payment_type = 'cash' where id = %d",
            "select count(*) from Bill where payment_type = 'cash' and id = %d"),
        new Shape<>(
            "payment",
            n -> List.of(new Bill(n)),
            Bill.class,
            n -> n,
            b -> null,
            b -> b.text += "x",
            "update Bill set payment_type = 'card', payment_id = 1 where id = %d",
            "select count(*) from Bill where payment_type = 'card' and id = %d"),
        new Shape<>(
            "refunds",
            bill,
            Bill.class,
            n -> n,
            b -> b.refunds,
            b -> b.refunds.add(b.refunds.get(0)),
            "insert into bill_refund (bill_id, refund_type, refund_id) values (%d, 'cash', 1)",
            "select count(*) from bill_refund where refund_type = 'cash' and bill_id = %d"));
  }

  private static Stream<Shape<?>> references() {
    return Stream.of(
        new Shape<>(
            "customer",
            n -> {
              Order order = new Order(n);
              order.customer = new Customer(1);
              return List.of(order);
            },
            Order.class,
            n -> n,
            o -> null,
            o -> o.text += "x",
            "update Purchase set customer_code = 'c2' where id = %d",
            "select count(*) from Purchase where customer_code = 'c2' and id = %d"),
        new Shape<>(
            "customer",
            n -> List.of(new Order(n)),
            Order.class,
            n -> n,
            o -> null,
            o -> o.text += "x",
            "update Purchase set customer_code = 'c1' where id = %d",
            "select count(*) from Purchase where customer_code = 'c1' and id = %d"),
        new Shape<>(
            "notes",
            n -> List.of(new Customer(n)),
            Customer.class,
            n -> n,
            c -> c.notes,
            c -> c.notes.add("x"),
            "insert into customer_note (customer_code, notes) values ('c%d', 'others')",
            "select count(*) from customer_note where notes = 'others' and customer_code = 'c%d'"));
  }

  private static Stream<Shape<?>> compositeIds() {
    return Stream.of(
        new Shape<>(
            "text",
            n -> List.of(new Seat(new SeatId("h", n))),
            Seat.class,
            n -> new SeatId("h", n),
            s -> null,
            s -> s.text += "x",
            "update Seat set text = 'others' where number = %d",
            "select count(*) from Seat where text = 'others' and number = %d"),
        new Shape<>(
            "tags",
            n -> List.of(new Seat(new SeatId("h", n))),
            Seat.class,
            n -> new SeatId("h", n),
            s -> s.tags,
            s -> s.tags.add("x"),
            "insert into Seat_tags (Seat_hall, Seat_number, tags) values ('h', %d, 'others')",
            "select count(*) from Seat_tags where tags = 'others' and Seat_number = %d"),
        new Shape<>(
            "text",
            n -> List.of(new Box(new BoxId("d", n))),
            Box.class,
            n -> new BoxId("d", n),
            b -> null,
            b -> b.text += "x",
            "update Box set text = 'others' where number = %d",
            "select count(*) from Box where text = 'others' and number = %d"),
        new Shape<>(
            "tags",
            n -> List.of(new Box(new BoxId("d", n))),
            Box.class,
            n -> new BoxId("d", n),
            b -> b.tags,
            b -> b.tags.add("x"),
            "insert into Box_tags (Box_depot, Box_number, tags) values ('d', %d, 'others')",
            "select count(*) from Box_tags where tags = 'others' and Box_number = %d"),
        new Shape<>(
            "cards",
            n -> {
              Box box = new Box(new BoxId("d", n));
              box.cards.add(card(n));
              return List.of(box.cards.get(0), card(-n), box);
            },
            Box.class,
            n -> new BoxId("d", n),
            b -> b.cards,
            b -> b.cards.remove(0),
            "insert into Box_Card (Box_depot, Box_number, cards_id) values ('d', %1$d, -%1$d)",
            "select count(*) from Box_Card where cards_id < 0 and Box_number = %d"),
        new Shape<>(
            "text",
            n -> stall(n),
            Stall.class,
            n -> new StallId(n, 1),
            s -> null,
            s -> s.text += "x",
            "update Stall set text = 'others' where hall_id = %d",
            "select count(*) from Stall where text = 'others' and hall_id = %d"),
        new Shape<>(
            "tags",
            n -> stall(n),
            Stall.class,
            n -> new StallId(n, 1),
            s -> s.tags,
            s -> s.tags.add("x"),
            "insert into Stall_tags (Stall_hall_id, Stall_number, tags) values (%d, 1, 'others')",
            "select count(*) from Stall_tags where tags = 'others' and Stall_hall_id = %d"));
  }

  private static Card card(long id) {
    return new Card(id);
  }

  private static List<Object> stall(long n) {
    Hall hall = new Hall(n);
    return List.of(hall, new Stall(hall, 1));
  }

  private static Stream<Shape<?>> embeddables() {
    return Stream.of(
        new Shape<>(
            "bag",
            n -> List.of(new Cart(n)),
            Cart.class,
            n -> n,
            c -> c.bag,
            c -> c.bag.add(new Line(9)),
            "update Cart_bag set card_id = 2 where Cart_id = %d",
            "select count(*) from Cart_bag where card_id = 2 and Cart_id = %d"),
        new Shape<>(
            "list",
            n -> List.of(new Cart(n)),
            Cart.class,
            n -> n,
            c -> c.list,
            c -> c.list.set(1, new Line(9)),
            "update Cart_list set text = 'others' where list_ORDER = 1 and Cart_id = %d",
            "select count(*) from Cart_list where text = 'others' and Cart_id = %d"),
        new Shape<>(
            "map",
            n -> List.of(new Cart(n)),
            Cart.class,
            n -> n,
            c -> c.map,
            c -> c.map.put("a", new Line(9)),
            "update Cart_map set text = 'others' where Cart_id = %d",
            "select count(*) from Cart_map where text = 'others' and Cart_id = %d"));
  }

  private static Stream<Shape<?>> tablesOfAClass() {
    return Stream.of(
        new Shape<>(
            "points",
            n -> List.of(new Profile(n)),
            Profile.class,
            n -> n,
            p -> null,
            p -> p.remark += "x",
            "update profile_more set points = 5 where id = %d",
            "select count(*) from profile_more where points = 5 and id = %d"),
        new Shape<>(
            "minutes",
            n -> List.of(new Film(n)),
            Film.class,
            n -> n,
            f -> null,
            f -> f.title += "x",
            "update Medium set minutes = 5 where id = %d",
            "select count(*) from Medium where minutes = 5 and id = %d"),
        new Shape<>(
            "stars",
            n -> List.of(new Film(n)),
            Film.class,
            n -> n,
            f -> f.stars,
            f -> f.stars.add("x"),
            "insert into Film_stars (Film_id, stars) values (%d, 'others')",
            "select count(*) from Film_stars where stars = 'others' and Film_id = %d"));
  }

  private static void meanwhile(Stage stage, Shape<?> shape, long n) {
    stage.meanwhile(m -> m.createNativeQuery(shape.others().formatted(n)).executeUpdate());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void what_is_as_it_was_is_compared_and_written(Shape<?> shape) {
    long n = IDS.incrementAndGet();
    verifying.given(shape.given().apply(n).toArray());
    verifying.replica().pauseReplay();
    shape.play(verifying, n);
    assertThat(verifying.selectedOnPrimary()).anyMatch(sql -> sql.endsWith(" for no key update"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  <E> void what_others_changed_is_not_overwritten(Shape<E> shape) {
    long n = IDS.incrementAndGet();
    verifying.given(shape.given().apply(n).toArray());
    meanwhile(verifying, shape, n);
    assertThat(
            verifying.refused(
                manager -> shape.find(manager, n), (m, found) -> shape.change().accept(found)))
        .hasMessageContaining("it differs there in " + shape.attribute() + ".");
    verifying.refused(manager -> shape.find(manager, n), EntityManager::remove);
    assertThat(shape.left(verifying, n)).isEqualTo(1);
  }

  /** The control. */
  @ParameterizedTest
  @MethodSource("shapes")
  void what_others_changed_is_lost_where_that_is_allowed(Shape<?> shape) {
    long n = IDS.incrementAndGet();
    allowing.given(shape.given().apply(n).toArray());
    meanwhile(allowing, shape, n);
    shape.play(allowing, n);
    assertThat(shape.left(allowing, n)).isZero();
  }

  static Stream<Shape<?>> ids() {
    return compositeIds().filter(shape -> shape.attribute().equals("text"));
  }

  @ParameterizedTest
  @MethodSource("ids")
  <E> void rows_with_composite_ids_are_locked_together_in_their_order(Shape<E> shape) {
    long first = IDS.incrementAndGet();
    long second = IDS.incrementAndGet();
    verifying.given(shape.given().apply(first).toArray());
    verifying.given(shape.given().apply(second).toArray());
    verifying.replica().pauseReplay();
    verifying.forget();
    verifying.write(
        manager -> List.of(shape.find(manager, second), shape.find(manager, first)),
        (manager, found) -> found.forEach(shape.change()));
    assertThat(verifying.selectedOnPrimary())
        .singleElement()
        .asString()
        .endsWith(" for no key update");
  }
}
