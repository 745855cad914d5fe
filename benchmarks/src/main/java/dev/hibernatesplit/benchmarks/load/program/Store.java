package dev.hibernatesplit.benchmarks.load.program;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/**
 * An ordinary JPA application: it does not know what its settings say. Safe for use by several
 * threads.
 */
public final class Store implements AutoCloseable {

  /** How many items stand on a shelf. */
  static final int SHELF = 10;

  private final SessionFactory factory;
  private final int items;

  private Store(SessionFactory factory, int items) {
    this.factory = factory;
    this.items = items;
  }

  public static Store open(Map<String, Object> settings, int items) {
    HibernatePersistenceConfiguration configuration =
        new HibernatePersistenceConfiguration("store").managedClass(Item.class);
    configuration.properties(settings);
    return new Store(configuration.createEntityManagerFactory(), items);
  }

  /** Puts all items on their shelves. */
  public void fill() {
    factory.runInTransaction(
        manager -> {
          for (long id = 0; id < items; id++) {
            manager.persist(new Item(id, id / SHELF));
          }
        });
  }

  int items() {
    return items;
  }

  /** One item, outside a transaction. */
  List<Item> find(long id) {
    try (EntityManager manager = factory.createEntityManager()) {
      return List.of(Objects.requireNonNull(manager.find(Item.class, id), "The item is not there"));
    }
  }

  /** All that stands beside an item, outside a transaction. */
  List<Item> list(long id) {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager
          .createQuery("from Item where shelf = :shelf order by id", Item.class)
          .setParameter("shelf", id / SHELF)
          .getResultList();
    }
  }

  /** One item, in a transaction that says that it only reads. */
  List<Item> look(long id) {
    try (Session session = factory.withOptions().readOnly(true).openSession()) {
      session.beginTransaction();
      try {
        Item item = Objects.requireNonNull(session.find(Item.class, id), "The item is not there");
        session.getTransaction().commit();
        return List.of(item);
      } catch (RuntimeException e) {
        session.getTransaction().rollback();
        throw e;
      }
    }
  }

  /** One item, by a query that takes the server this long, outside a transaction. */
  List<Item> slowly(long id, double seconds) {
    try (EntityManager manager = factory.createEntityManager()) {
      @SuppressWarnings("unchecked")
      List<Item> found =
          manager
              .createNativeQuery(
                  "select i.* from Item i, pg_sleep(:seconds) where i.id = :id", Item.class)
              .setParameter("seconds", seconds)
              .setParameter("id", id)
              .getResultList();
      return found;
    }
  }

  /**
   * Looks at the shelf, then sells one.
   *
   * @return the item as it is now committed
   */
  List<Item> sell(long id) {
    return factory.callInTransaction(
        manager -> {
          manager
              .createQuery("select count(i) from Item i where i.shelf = :shelf", Long.class)
              .setParameter("shelf", id / SHELF)
              .getSingleResult();
          Item item =
              Objects.requireNonNull(
                  manager.find(Item.class, id, LockModeType.PESSIMISTIC_WRITE),
                  "The item is not there");
          item.sell();
          return List.of(item);
        });
  }

  @Override
  public void close() {
    factory.close();
  }
}
