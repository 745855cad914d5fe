package dev.hibernatesplit.demo;

import com.example.shop.Counter;
import com.example.shop.Office;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.util.List;

/** A day at the shop, in order; ids are what fresh sequences give. */
final class Day {

  /** How many products {@link Office#stockTheShop} puts in. */
  private static final int PRODUCTS = 24;

  private static final BigDecimal PRICE = new BigDecimal("45.00");

  private Day() {}

  static List<Operation> at(EntityManagerFactory factory) {
    Office office = new Office(factory);
    Counter counter = new Counter(factory);
    return List.of(
        new Operation("stock the shop", office::stockTheShop),
        new Operation("open a product page", () -> counter.product(1)),
        new Operation("open 24 product pages", () -> open(counter)),
        new Operation("front page (cached list)", counter::frontPage),
        new Operation("front page × 100", () -> visit(counter)),
        new Operation("place an order", () -> office.placeOrder(1, 1, 2)),
        new Operation("my orders (lazy loads)", () -> counter.piecesBoughtBy(1)),
        new Operation("who ordered (read-only)", counter::customersWhoOrdered),
        new Operation("change a price", () -> office.changePrice(3, PRICE)),
        new Operation("change it, see front page", () -> changeAndLook(office)),
        new Operation("search by price", () -> counter.cheaperThan(PRICE.add(BigDecimal.ONE))),
        new Operation("take from stock (lock)", () -> office.takeFromStock(1)),
        new Operation("discount all (bulk)", office::discountEverything),
        new Operation("restock (native, WITH)", () -> office.restock(1)),
        new Operation("draw an invoice number", office::nextInvoiceNumber),
        new Operation("turnover (aggregates)", counter::turnover),
        new Operation("best sellers (native)", counter::bestSellers),
        new Operation("count products (JDBC)", counter::productsCountedWithJdbc),
        new Operation("night job (with lock)", office::countAtNight),
        new Operation("cancel an order", () -> office.cancel(1)));
  }

  private static void visit(Counter counter) {
    for (int i = 0; i < 100; i++) {
      counter.frontPage();
    }
  }

  private static void changeAndLook(Office office) {
    BigDecimal shown = office.changePriceOnFrontPage(1, PRICE);
    if (shown.compareTo(PRICE) != 0) {
      throw new IllegalStateException("The front page still shows " + shown);
    }
  }

  private static void open(Counter counter) {
    for (long id = 1; id <= PRODUCTS; id++) {
      counter.product(id);
    }
  }
}
