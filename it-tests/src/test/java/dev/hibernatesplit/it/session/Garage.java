package dev.hibernatesplit.it.session;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Journeys;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.SessionFactory;

/** A cluster and an application on it with an author, two books and a car. */
final class Garage implements AutoCloseable {

  private final ReplicatedPostgres cluster = ReplicatedPostgres.start();
  private final Witness witness = new Witness(cluster);
  private final Application application;
  private final Long author;

  Garage(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    settings.put("hibernate.hikari.registerMbeans", "true");
    settings.put("hibernate.split.catalog", "false"); // so that a pool's connections are all ours
    application =
        Application.start(cluster, settings, Author.class, Book.class, Vehicle.class, Car.class);
    Author ursula = new Author("Ursula", "Exile", "Rocannon");
    application.write(m -> m.persist(ursula));
    application.write(m -> m.persist(new Car("Beetle", 3)));
    author = ursula.getId();
    cluster.awaitCatchUp();
  }

  Garage() {
    this(Map.of());
  }

  ReplicatedPostgres cluster() {
    return cluster;
  }

  Witness witness() {
    return witness;
  }

  Application application() {
    return application;
  }

  SessionFactory sessions() {
    return application.sessionFactory();
  }

  Journeys journeys() {
    return application.journeys();
  }

  /** The id of the author that is there from the start. */
  Long author() {
    return author;
  }

  /** What was seen so far counts no more. */
  void forget() {
    witness.forget();
    journeys().clear();
  }

  @Override
  public void close() {
    application.close();
    cluster.close();
  }
}
