package dev.hibernatesplit.it.activation;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Who gives a factory its connections. */
final class Providers {

  static final String OURS = "SplitConnectionProvider";

  private Providers() {}

  static ConnectionProvider of(EntityManagerFactory factory) {
    return factory
        .unwrap(SessionFactoryImplementor.class)
        .getServiceRegistry()
        .requireService(ConnectionProvider.class);
  }

  static String nameOf(EntityManagerFactory factory) {
    return of(factory).getClass().getSimpleName();
  }
}
