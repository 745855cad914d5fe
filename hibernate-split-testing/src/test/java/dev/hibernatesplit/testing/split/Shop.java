package dev.hibernatesplit.testing.split;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

/** An ordinary application. */
public final class Shop {

  private final EntityManagerFactory factory;

  public Shop(EntityManagerFactory factory) {
    this.factory = factory;
  }

  public Product create(String name) {
    return factory.callInTransaction(
        manager -> {
          Product product = new Product(name);
          manager.persist(product);
          return product;
        });
  }

  /** The names of all products, in an EntityManager of its own and outside a transaction. */
  public List<String> list() {
    try (EntityManager manager = factory.createEntityManager()) {
      return list(manager);
    }
  }

  public static List<String> list(EntityManager manager) {
    return manager
        .createQuery("select p.name from Product p order by p.id", String.class)
        .getResultList();
  }
}
