package dev.hibernatesplit.it.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.catalogue.CatalogueReader;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.footprint.Shapes.Base;
import dev.hibernatesplit.it.footprint.Shapes.Derived;
import dev.hibernatesplit.it.footprint.Shapes.Drawn;
import dev.hibernatesplit.it.footprint.Shapes.Keyed;
import dev.hibernatesplit.it.footprint.Shapes.Lazy;
import dev.hibernatesplit.it.footprint.Shapes.Named;
import dev.hibernatesplit.it.footprint.Shapes.Pair;
import dev.hibernatesplit.it.footprint.Shapes.PairId;
import dev.hibernatesplit.it.footprint.Shapes.Plain;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of the texts that this Hibernate writes, which are known to be about one row? */
@PostgresCluster(replicas = 1)
class TextsIT {

  private static Application application;
  private static Known known;
  private static Object keyed;
  private static Integer drawn;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws SQLException {
    application =
        Application.start(
            cluster,
            Map.of("jakarta.persistence.schema-generation.database.action", "create"),
            Shapes.ALL);
    try (Connection connection = cluster.primary().connection()) {
      known = new Known(CatalogueReader.read(connection, Set.of()));
    }
    application.write(TextsIT::persist);
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static void persist(EntityManager manager) {
    Plain plain = new Plain();
    plain.id = 1;
    plain.tags.add("a");
    manager.persist(plain);
    Lazy lazy = new Lazy();
    lazy.id = 1;
    lazy.plain = plain;
    manager.persist(lazy);
    Keyed uuid = new Keyed();
    uuid.plain = plain;
    manager.persist(uuid);
    keyed = uuid.id;
    Drawn identity = new Drawn();
    manager.persist(identity);
    drawn = identity.id;
    Pair pair = new Pair();
    pair.id = new PairId(1, 2);
    manager.persist(pair);
    Named named = new Named();
    named.id = "n";
    manager.persist(named);
    Derived derived = new Derived();
    derived.id = 1;
    manager.persist(derived);
  }

  /** Each text, and the table of which it touches one row only; begins with "-" if none. */
  private static List<String> texts(boolean writes, Consumer<EntityManager> work) {
    application.journeys().clear();
    if (writes) {
      application.write(work);
    } else {
      application.outside(
          manager -> {
            work.accept(manager);
            return null;
          });
    }
    return application.journeys().all().stream()
        .map(Journey::sql)
        .map(sql -> (known.row(sql) == null ? "-" : known.row(sql)) + ": " + sql)
        .toList();
  }

  private static List<String> rows(boolean writes, Consumer<EntityManager> work) {
    return texts(writes, work).stream()
        .map(text -> text.substring(0, text.indexOf(':')))
        .toList();
  }

  @Test
  void finds() {
    assertThat(rows(false, manager -> manager.find(Plain.class, 1L))).containsExactly("plain");
    assertThat(rows(false, manager -> manager.find(Lazy.class, 1L))).containsExactly("lazy");
    assertThat(rows(false, manager -> manager.find(Keyed.class, keyed))).containsExactly("keyed");
    assertThat(rows(false, manager -> manager.find(Drawn.class, drawn))).containsExactly("drawn");
    assertThat(rows(false, manager -> manager.find(Pair.class, new PairId(1, 2))))
        .containsExactly("pair");
    assertThat(rows(false, manager -> manager.find(Derived.class, 1L))).containsExactly("derived");
    assertThat(rows(false, manager -> manager.find(Base.class, 1L))).containsExactly("base");
  }

  @Test
  void what_is_loaded_lazily() {
    assertThat(rows(false, manager -> Hibernate.initialize(manager.find(Lazy.class, 1L).plain)))
        .containsExactly("lazy", "plain");
    assertThat(rows(false, manager -> Hibernate.initialize(manager.getReference(Plain.class, 1L))))
        .containsExactly("plain");
  }

  @Test
  void stateless_sessions() {
    assertThat(
            rows(
                false,
                manager -> {
                  SessionFactory factory = application.sessionFactory();
                  try (StatelessSession session = factory.openStatelessSession()) {
                    session.get(Plain.class, 1L);
                  }
                }))
        .containsExactly("plain");
  }

  @Test
  void queries_by_id() {
    assertThat(
            rows(
                false,
                manager ->
                    manager
                        .createQuery("from Lazy l join fetch l.plain where l.id = :id")
                        .setParameter("id", 1L)
                        .getResultList()))
        .containsExactly("lazy");
  }

  @Test
  void locks_and_refreshes() {
    assertThat(
            rows(
                true,
                manager ->
                    manager.refresh(
                        manager.find(Lazy.class, 1L, LockModeType.PESSIMISTIC_WRITE))))
        .containsExactly("lazy", "lazy");
  }

  @Test
  void inserts() {
    List<String> rows =
        rows(
            true,
            manager -> {
              Plain plain = new Plain();
              plain.id = 2;
              manager.persist(plain);
              Keyed uuid = new Keyed();
              manager.persist(uuid);
              Pair pair = new Pair();
              pair.id = new PairId(2, 2);
              manager.persist(pair);
              Derived derived = new Derived();
              derived.id = 2;
              manager.persist(derived);
            });
    assertThat(rows).containsExactlyInAnyOrder("plain", "keyed", "pair", "base", "derived");
  }

  @Test
  void updates_and_deletes() {
    List<String> rows =
        rows(
            true,
            manager -> {
              Plain plain = new Plain();
              plain.id = 3;
              manager.persist(plain);
              Pair pair = new Pair();
              pair.id = new PairId(3, 2);
              manager.persist(pair);
              Drawn identity = new Drawn();
              manager.persist(identity);
              manager.flush();
              plain.text = "x";
              pair.text = "x";
              identity.text = "x";
              manager.flush();
              manager.remove(plain);
              manager.remove(pair);
              manager.remove(identity);
            });
    assertThat(rows)
        .containsExactly(
            "plain", "pair", "-", "plain", "pair", "drawn", "plain", "pair", "drawn");
  }

  /** Text as a key has more forms than one; a collection is more than one row. */
  @Test
  void what_counts_as_the_whole_table() {
    assertThat(rows(false, manager -> manager.find(Named.class, "n"))).containsExactly("-");
    assertThat(rows(false, manager -> manager.find(Plain.class, 1L).tags.size()))
        .containsExactly("plain", "-");
    assertThat(rows(false, manager -> manager.find(Plain.class, 1L).lazies.size()))
        .containsExactly("plain", "-");
  }

  /** An identity is known only after its row was counted as written. */
  @Test
  void an_insert_that_draws_an_identity_counts_as_the_whole_table() {
    assertThat(rows(true, manager -> manager.persist(new Drawn()))).containsExactly("-");
  }
}
