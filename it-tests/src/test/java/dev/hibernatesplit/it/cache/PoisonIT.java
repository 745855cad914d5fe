package dev.hibernatesplit.it.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.cache.Poison.Kind;
import dev.hibernatesplit.it.cache.Poison.Way;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that a replica shows after it was overwritten stays in a cache. */
@PostgresCluster(replicas = 1)
class PoisonIT {

  private static final boolean PROOF = Boolean.getBoolean("proof");
  private static final int ROUNDS = PROOF ? 1_000 : 10;
  private static final List<Class<? extends Item>> TYPES = List.of(Plain.class, Dated.class);

  @BeforeAll
  static void create(ReplicatedPostgres cluster) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    try (Application application = Application.start(settings, Plain.class, Dated.class)) {
      application.write(
          manager -> {
            manager.persist(new Plain(Poison.ID, Poison.CODE));
            manager.persist(new Dated(Poison.ID, Poison.CODE));
          });
    }
    cluster.awaitCatchUp();
    cluster.replicas().forEach(PostgresServer::pauseReplay);
  }

  @AfterAll
  static void resume(ReplicatedPostgres cluster) {
    cluster.replicas().forEach(PostgresServer::resumeReplay);
  }

  private static Application start(
      ReplicatedPostgres cluster, Provider provider, String strategy, String puts) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.putAll(provider.settings(strategy, Plain.class, Dated.class));
    settings.put("hibernate.split.cache_puts", puts);
    return Application.start(settings, Plain.class, Dated.class);
  }

  private static Map<String, Map<Kind, Integer>> poisoned(
      ReplicatedPostgres cluster, Provider provider, String strategy, String puts, int rounds) {
    Map<String, Map<Kind, Integer>> stale = new LinkedHashMap<>();
    try (Application application = start(cluster, provider, strategy, puts)) {
      for (Class<? extends Item> type : TYPES) {
        for (Way way : Way.values()) {
          for (boolean evicted : new boolean[] {true, false}) {
            stale.put(
                Poison.named(provider, strategy, type, way, evicted),
                new Poison(application, type).rounds(rounds, way, evicted));
          }
        }
      }
    }
    return stale;
  }

  static Stream<Arguments> caches() {
    Stream<Arguments> some =
        Stream.of(
            arguments(Provider.CAFFEINE, "read-write"),
            arguments(Provider.EHCACHE, "nonstrict-read-write"));
    Stream<Arguments> others =
        Stream.of(
            arguments(Provider.CAFFEINE, "nonstrict-read-write"),
            arguments(Provider.CAFFEINE, "transactional"),
            arguments(Provider.EHCACHE, "read-write"),
            arguments(Provider.EHCACHE, "transactional"));
    return PROOF ? Stream.concat(some, others) : some;
  }

  @ParameterizedTest
  @MethodSource("caches")
  void nothing_stale_is_found_after_a_replica_was_read(
      Provider provider, String strategy, ReplicatedPostgres cluster) {
    Map<String, Map<Kind, Integer>> stale =
        poisoned(cluster, provider, strategy, "verified", ROUNDS);
    System.out.printf("== %d rounds each, stale: %s%n", ROUNDS, stale);
    stale.forEach(
        (what, kinds) -> assertThat(kinds.values()).as(what).allMatch(number -> number == 0));
  }

  static Stream<String> strategies() {
    return PROOF
        ? Stream.of("read-write", "nonstrict-read-write", "transactional")
        : Stream.of("transactional");
  }

  /** The control. */
  @ParameterizedTest
  @MethodSource("strategies")
  void without_the_guard_all_kinds_of_it_are(String strategy, ReplicatedPostgres cluster) {
    Map<String, Map<Kind, Integer>> stale =
        poisoned(cluster, Provider.MAPS, strategy, "always", 10);
    System.out.printf("== the guard off, 10 rounds each, stale: %s%n", stale);
    for (Kind kind : Kind.values()) {
      assertThat(stale.values()).as(kind.name()).anyMatch(kinds -> kinds.get(kind) > 0);
    }
  }
}
