package com.example.shop;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hibernate.Session;

/** The side of the shop that changes things. */
public final class Office {

  private final EntityManagerFactory factory;

  public Office(EntityManagerFactory factory) {
    this.factory = factory;
  }

  public void stockTheShop() {
    factory.runInTransaction(
        manager -> {
          for (String kind : List.of("Oak", "Ash", "Elm", "Fir")) {
            for (String thing : List.of("chair", "table", "shelf", "bench", "chest", "stool")) {
              manager.persist(new Product(kind + " " + thing, new BigDecimal("49.50"), 10));
            }
          }
          manager.persist(new Customer("Ada"));
          manager.persist(new Customer("Ben"));
        });
  }

  /** Reads, takes a number from the sequences, and writes, in one transaction. */
  public long placeOrder(long customerId, long... productIds) {
    return factory.callInTransaction(
        manager -> {
          Order order = new Order(manager.find(Customer.class, customerId));
          for (long id : productIds) {
            order.add(manager.find(Product.class, id), 2);
          }
          manager.persist(order);
          return order.getId();
        });
  }

  public void changePrice(long productId, BigDecimal price) {
    factory.runInTransaction(manager -> manager.find(Product.class, productId).setPrice(price));
  }

  /** Changes a price and looks at the page that shows it, at once, in the same session. */
  public BigDecimal changePriceOnFrontPage(long productId, BigDecimal price) {
    try (EntityManager manager = factory.createEntityManager()) {
      manager.getTransaction().begin();
      manager.find(Product.class, productId).setPrice(price);
      manager.getTransaction().commit();
      Object[] shown = Counter.frontPage(manager).get((int) productId - 1);
      return (BigDecimal) shown[1];
    }
  }

  public void takeFromStock(long productId) {
    factory.runInTransaction(
        manager -> manager.find(Product.class, productId, LockModeType.PESSIMISTIC_WRITE).take(1));
  }

  public int discountEverything() {
    return factory.callInTransaction(
        manager -> manager.createQuery("update Product set price = price * 0.9").executeUpdate());
  }

  public void cancel(long orderId) {
    factory.runInTransaction(manager -> manager.remove(manager.find(Order.class, orderId)));
  }

  /** A native query that writes, though it begins like a read. */
  public Object restock(long productId) {
    return factory.callInTransaction(
        manager ->
            manager
                .createNativeQuery(
                    "with filled as (update product set stock = stock + 10 where id = ?1"
                        + " returning stock) select stock from filled")
                .setParameter(1, productId)
                .getSingleResult());
  }

  /** Looks like a read, too. */
  public Number nextInvoiceNumber() {
    try (EntityManager manager = factory.createEntityManager()) {
      return (Number)
          manager.createNativeQuery("select nextval('invoice_number')").getSingleResult();
    }
  }

  /** Only one night job runs at a time: a lock that lives in the server's session. */
  public long countAtNight() {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager.unwrap(Session.class).doReturningWork(Office::countUnderLock);
    }
  }

  private static long countUnderLock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(7)");
      try (ResultSet row = statement.executeQuery("select count(*) from orders")) {
        row.next();
        return row.getLong(1);
      } finally {
        statement.execute("select pg_advisory_unlock(7)");
      }
    }
  }
}
