package dev.hibernatesplit.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.FlushMode;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A JPA program that knows nothing of the side it is on, and what it does all day. */
public final class Shop implements AutoCloseable {

  /** What Spring adds to the settings. */
  static final Map<String, Object> SPRING =
      Map.of("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_HOLD");

  private final List<HikariDataSource> pools = new ArrayList<>();
  private final SessionFactory factory;

  Shop(Side side, Map<String, Object> more) {
    HibernatePersistenceConfiguration configuration =
        new HibernatePersistenceConfiguration("shop").managedClass(Book.class);
    configuration.properties(side.settings(pools));
    configuration.properties(more);
    this.factory = configuration.createEntityManagerFactory();
  }

  /** As plain JPA has it: a connection goes back after each transaction or statement. */
  public static Shop open(Side side) {
    return new Shop(side, Map.of());
  }

  /** As Spring has it: a session holds its connection until it closes. */
  public static Shop inSpring(Side side) {
    return new Shop(side, SPRING);
  }

  /** One find outside a transaction. */
  public Book find() {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager.find(Book.class, 1L);
    }
  }

  /** One find under {@code @Transactional(readOnly = true)}: what Spring calls, in its order. */
  public Book findReadOnly() throws SQLException {
    try (SessionImplementor session = (SessionImplementor) factory.openSession()) {
      Connection connection =
          session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
      connection.setReadOnly(true);
      session.beginTransaction();
      session.setHibernateFlushMode(FlushMode.MANUAL);
      session.setDefaultReadOnly(true);
      Book book = session.find(Book.class, 1L);
      session.getTransaction().commit();
      connection.setReadOnly(false);
      return book;
    }
  }

  /** A query of ten rows outside a transaction. */
  public List<Book> query() {
    try (EntityManager manager = factory.createEntityManager()) {
      return manager
          .createQuery("select b from Book b where b.pages > :pages", Book.class)
          .setParameter("pages", 100)
          .getResultList();
    }
  }

  /** Load, change, commit. */
  public Book update() {
    try (EntityManager manager = factory.createEntityManager()) {
      manager.getTransaction().begin();
      Book book = manager.find(Book.class, 1L);
      book.recount();
      manager.getTransaction().commit();
      return book;
    }
  }

  @Override
  public void close() {
    factory.close();
    pools.forEach(HikariDataSource::close);
  }
}
