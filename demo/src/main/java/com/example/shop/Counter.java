package com.example.shop;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** The side of the shop that looks things up. */
public final class Counter {

  private final EntityManagerFactory factory;

  public Counter(EntityManagerFactory factory) {
    this.factory = factory;
  }

  public Product product(long id) {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager.find(Product.class, id);
    }
  }

  public List<Product> cheaperThan(BigDecimal price) {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager
          .createQuery("from Product where price < :price order by name", Product.class)
          .setParameter("price", price)
          .getResultList();
    }
  }

  /** A list that everybody sees: kept, until something in it changes or it is too old. */
  public List<Object[]> frontPage() {
    try (EntityManager manager = factory.createEntityManager()) {
      return frontPage(manager);
    }
  }

  static List<Object[]> frontPage(EntityManager manager) {
    return manager
        .createQuery("select name, price from Product order by id", Object[].class)
        .setMaxResults(6)
        .setHint("org.hibernate.cacheable", true)
        .setHint("org.hibernate.cacheRegion", "front-page")
        .getResultList();
  }

  /** A read-only transaction: the connection is told so, as frameworks do. */
  public int piecesBoughtBy(long customerId) {
    try (EntityManager manager = factory.createEntityManager()) {
      Session session = manager.unwrap(Session.class);
      session.beginTransaction();
      session.doWork(connection -> connection.setReadOnly(true));
      int pieces =
          manager.find(Customer.class, customerId).getOrders().stream()
              .flatMap(order -> order.getLines().stream())
              .mapToInt(OrderLine::getPieces)
              .sum();
      session.getTransaction().commit();
      return pieces;
    }
  }

  /** A read-only session, Hibernate's own way. */
  public List<String> customersWhoOrdered() {
    SessionFactory sessions = factory.unwrap(SessionFactory.class);
    try (Session session = sessions.withOptions().readOnly(true).openSession()) {
      session.beginTransaction();
      List<String> names =
          session
              .createQuery("select distinct o.customer.name from Order o", String.class)
              .getResultList();
      session.getTransaction().commit();
      return names;
    }
  }

  public List<Object[]> turnover() {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager
          .createQuery(
              """
              select l.product.name, sum(l.pieces * l.product.price), count(distinct l.order)
              from OrderLine l group by l.product.name order by 2 desc""",
              Object[].class)
          .getResultList();
    }
  }

  @SuppressWarnings("unchecked")
  public List<Object[]> bestSellers() {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager
          .createNativeQuery(
              "with sold as (select product_id, sum(pieces) n from orderline group by 1)"
                  + " select name, rank() over (order by n desc) from sold"
                  + " join product on id = product_id")
          .getResultList();
    }
  }

  public long productsCountedWithJdbc() {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager
          .unwrap(Session.class)
          .doReturningWork(
              connection -> {
                try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select count(*) from product")) {
                  row.next();
                  return row.getLong(1);
                }
              });
    }
  }
}
