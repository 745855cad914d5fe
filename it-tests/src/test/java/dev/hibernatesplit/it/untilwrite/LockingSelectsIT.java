package dev.hibernatesplit.it.untilwrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Queries that lock, of which the first SELECT, or the first question, is a plain read. */
@PostgresCluster(replicas = 1)
class LockingSelectsIT {

  private static Units told;
  private static Units untold;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    told = new Units(cluster);
    untold = new Units(cluster, untold(cluster));
  }

  /** An application whose selects Hibernate runs alone. */
  private static Application untold(ReplicatedPostgres cluster) {
    Journeys journeys = new Journeys();
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.split.transaction_reads", "until_write");
    settings.put("hibernate.split.listeners", journeys);
    MetadataSources sources =
        new MetadataSources(new WithoutOurServices().applySettings(settings).build());
    sources.addAnnotatedClasses(Papers.ALL);
    return Application.of(sources.buildMetadata().buildSessionFactory(), journeys);
  }

  /** Takes nobody's word for who runs selects but Hibernate's. */
  private static final class WithoutOurServices extends StandardServiceRegistryBuilder {
    @Override
    public StandardServiceRegistryBuilder addInitiator(StandardServiceInitiator<?> initiator) {
      return initiator.getServiceInitiated() == JdbcServices.class
          ? this
          : super.addInitiator(initiator);
    }
  }

  @AfterAll
  static void stop() {
    told.close();
    untold.close();
  }

  @AfterEach
  void resume() {
    told.resume();
    told.application().journeys().clear();
    untold.application().journeys().clear();
  }

  /** How many rows of an owner are locked, after others gave it one. */
  private static Object locked(Units units) {
    long id = Units.id();
    told.given(new Account(id, "owner", 100));
    told.others("update Account set owner = 'moved " + id + "' where id = " + id);
    return units.unit(
        Off.nothing(),
        manager ->
            manager
                .createQuery(
                    "select distinct a from Account a where a.owner = :owner", Account.class)
                .setParameter("owner", "moved " + id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .size());
  }

  @Test
  void the_first_select_of_a_lock_that_follows_finds_what_is_to_be_locked() {
    assertThat(locked(told)).isEqualTo(1);
    assertThat(told.application().journeys().of("distinct"))
        .extracting(Journey::reason)
        .containsExactly(RoutingReason.WRITING_TRANSACTION);
  }

  /** The control: a replica finds nothing, and nothing is locked. */
  @Test
  void it_finds_nothing_if_nobody_tells_us() {
    assertThat(locked(untold)).isEqualTo(0);
  }

  /** What a transaction has for its lock timeout after a query that had one of its own. */
  private static Object timeout(Units units, Off off, ReplicatedPostgres cluster) {
    cluster.replica("r1").setting("lock_timeout", "4321");
    try {
      return units.unit(
          Off.nothing(),
          manager -> {
            off.during(manager.unwrap(Session.class), () -> lockIn1500(manager));
            return manager
                .createNativeQuery("select current_setting('lock_timeout')", String.class)
                .getSingleResult();
          });
    } finally {
      cluster.replica("r1").resetSetting("lock_timeout");
    }
  }

  private static Object lockIn1500(EntityManager manager) {
    return manager
        .createQuery("from Account where id = 9", Account.class)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .setHint("jakarta.persistence.lock.timeout", 1500)
        .getResultList();
  }

  @Test
  void a_lock_timeout_is_set_and_put_back_where_the_lock_is_taken(ReplicatedPostgres cluster) {
    assertThat(timeout(told, Off.nothing(), cluster)).isEqualTo("0");
  }

  /** It is no part of a query of Hibernate's, and calls what no replica may answer. */
  @Test
  void it_is_also_where_nobody_tells_us(ReplicatedPostgres cluster) {
    assertThat(timeout(untold, Off.nothing(), cluster)).isEqualTo("0");
    assertThat(timeout(untold, Off.brackets(), cluster)).isEqualTo("0");
  }
}
