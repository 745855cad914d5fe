package dev.hibernatesplit.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Paused;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.hibernate.cache.internal.NoCachingRegionFactory;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be kept is, and what was kept is never newer than what is read after it. */
@PostgresCluster(replicas = 1)
class KeptIT {

  @BeforeAll
  static void create(ReplicatedPostgres cluster) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    Application.start(settings, Plain.class, Dated.class).close();
    cluster.awaitCatchUp();
  }

  private static Application start(ReplicatedPostgres cluster, Object... more) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.putAll(Provider.CAFFEINE.settings("nonstrict-read-write", Plain.class, Dated.class));
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return Application.start(settings, Plain.class, Dated.class);
  }

  private static int number(Application application, long id) {
    return application.outside(manager -> manager.find(Plain.class, id).getNumber());
  }

  private static void beside(ReplicatedPostgres cluster, String sql) {
    try (Connection connection = cluster.primary().connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isKept(Application application, long id) {
    return application.sessionFactory().getCache().containsEntity(Plain.class, id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eventual", "session", "application", "global"})
  void what_a_replica_has_of_all_that_was_written_is_kept(
      String level, ReplicatedPostgres cluster) {
    long id = 10L + level.length();
    try (Application application = start(cluster, "hibernate.split.consistency", level)) {
      application.write(manager -> manager.persist(new Plain(id, level)));
      cluster.awaitCatchUp();
      await()
          .untilAsserted(
              () -> {
                application.journeys().clear();
                number(application, id);
                assertThat(application.journeys().last().role()).isEqualTo(TargetRole.REPLICA);
                assertThat(isKept(application, id)).isTrue();
              });
      application.journeys().clear();
      number(application, id);
      assertThat(application.journeys().all()).isEmpty();
    }
  }

  @Test
  void other_rows_that_are_written_do_not_keep_a_row_out(ReplicatedPostgres cluster) {
    try (Application application = start(cluster)) {
      application.write(
          manager -> {
            manager.persist(new Plain(30, "read"));
            manager.persist(new Plain(31, "written"));
          });
      cluster.awaitCatchUp();
      await().until(() -> number(application, 30) == 0 && isKept(application, 30));
      Paused.during(
          cluster,
          () -> {
            application.write(manager -> manager.find(Plain.class, 31L).setNumber(1));
            application.sessionFactory().getCache().evictAllRegions();
            number(application, 30);
            number(application, 31);
            assertThat(isKept(application, 30)).isTrue();
            assertThat(isKept(application, 31)).isFalse();
          });
    }
  }

  @Test
  void never_keeps_what_the_primary_served_only(ReplicatedPostgres cluster) {
    beside(cluster, "insert into plain (number, id, code) values (0, 40, 'never')");
    cluster.awaitCatchUp();
    try (Application application = start(cluster, "hibernate.split.cache_puts", "never")) {
      number(application, 40);
      assertThat(application.journeys().last().role()).isEqualTo(TargetRole.REPLICA);
      assertThat(isKept(application, 40)).isFalse();
      Routing.onPrimary(() -> number(application, 40));
      assertThat(isKept(application, 40)).isTrue();
    }
  }

  /** Another life of the application may have written it. */
  @ParameterizedTest
  @ValueSource(strings = {"verified", "always"})
  void what_was_written_before_the_start_must_be_there(String puts, ReplicatedPostgres cluster) {
    long id = 50L + puts.length();
    beside(cluster, "insert into plain (number, id, code) values (0, " + id + ", '" + puts + "')");
    cluster.awaitCatchUp();
    cluster.replicas().forEach(PostgresServer::pauseReplay);
    beside(cluster, "update plain set number = 1 where id = " + id);
    try (Application application = start(cluster, "hibernate.split.cache_puts", puts)) {
      assertThat(number(application, id)).isZero();
      boolean guarded = puts.equals("verified");
      assertThat(isKept(application, id)).isEqualTo(!guarded);
      assertThat(Routing.onPrimary(() -> number(application, id))).isEqualTo(guarded ? 1 : 0);
    } finally {
      cluster.replicas().forEach(PostgresServer::resumeReplay);
    }
  }

  /** A lazy collection, or an association, may be read where its owner is not yet. */
  @ParameterizedTest
  @ValueSource(strings = {"session", "application", "eventual"})
  void what_is_read_after_something_kept_is_not_older(String level, ReplicatedPostgres cluster) {
    long id = 60L + level.length();
    try (Application application = start(cluster, "hibernate.split.consistency", level)) {
      cluster.awaitCatchUp();
      cluster.replicas().forEach(PostgresServer::pauseReplay);
      beside(
          cluster,
          "insert into plain (number, id, code) values (0, " + id + ", 'kept " + level + "')");
      beside(cluster, "insert into plain_marks (plain_id, marks) values (" + id + ", 7)");
      Routing.onPrimary(() -> number(application, id));
      assertThat(isKept(application, id)).isTrue();
      List<Integer> marks =
          application.outside(manager -> List.copyOf(manager.find(Plain.class, id).getMarks()));
      boolean control = level.equals("eventual");
      assertThat(marks).isEqualTo(control ? List.of() : List.of(7));
    } finally {
      cluster.replicas().forEach(PostgresServer::resumeReplay);
    }
  }

  /** The writer has cleared the cache before the reader puts what it read before. */
  @ParameterizedTest
  @ValueSource(strings = {"verified", "always"})
  void a_write_between_the_look_and_the_put_is_seen(String puts, ReplicatedPostgres cluster) {
    long id = 80L + puts.length();
    MapRegions maps = new MapRegions();
    try (Application application =
        start(
            cluster,
            "hibernate.cache.region.factory_class",
            maps,
            "hibernate.split.cache_puts",
            puts)) {
      application.write(manager -> manager.persist(new Plain(id, "between " + puts)));
      cluster.awaitCatchUp();
      await().until(() -> number(application, id) == 0 && isKept(application, id));
      application.sessionFactory().getCache().evictAllRegions();
      maps.beforePut(() -> application.write(manager -> setNumber(manager, id)));
      assertThat(number(application, id)).isZero();
      boolean guarded = puts.equals("verified");
      assertThat(isKept(application, id)).isEqualTo(!guarded);
      assertThat(Routing.onPrimary(() -> number(application, id))).isEqualTo(guarded ? 1 : 0);
    }
  }

  private static void setNumber(EntityManager manager, long id) {
    manager.find(Plain.class, id, CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS).setNumber(1);
  }

  @Test
  void there_is_a_guard_only_where_there_is_a_cache_and_a_split(ReplicatedPostgres cluster) {
    assertThat(regions(Application.settings(cluster))).isInstanceOf(NoCachingRegionFactory.class);
    MapRegions maps = new MapRegions();
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("hibernate.cache.use_second_level_cache", true);
    settings.put("hibernate.cache.region.factory_class", maps);
    assertThat(regions(settings)).isNotSameAs(maps);
    settings.put("hibernate.split.enabled", false);
    assertThat(regions(settings)).isSameAs(maps);
  }

  private static RegionFactory regions(Map<String, Object> settings) {
    try (Application application = Application.start(settings, Plain.class)) {
      return application
          .factory()
          .unwrap(SessionFactoryImplementor.class)
          .getServiceRegistry()
          .requireService(RegionFactory.class);
    }
  }
}
