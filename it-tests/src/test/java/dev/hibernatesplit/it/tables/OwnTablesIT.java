package dev.hibernatesplit.it.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables that the router counts to the annotated entities are those that the server reads. */
class OwnTablesIT {

  private static ReplicatedPostgres cluster;

  @BeforeAll
  static void start() {
    cluster = ReplicatedPostgres.builder().replicas("r1").start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void reset() {
    cluster.reset();
  }

  /** Keeps the case of every table's name. */
  public static final class Quoting extends PhysicalNamingStrategyStandardImpl {
    private static final long serialVersionUID = 1L;

    @Override
    public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
      return name.quoted();
    }
  }

  static Stream<Arguments> namings() {
    return Stream.of(
        Arguments.of("as JPA names them", Map.of()),
        Arguments.of(
            "by a naming strategy",
            Map.of(
                "hibernate.physical_naming_strategy",
                "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl")),
        Arguments.of("in a default schema", Map.of("hibernate.default_schema", "Home")),
        Arguments.of(
            "quoted", Map.of("hibernate.physical_naming_strategy", Quoting.class.getName())));
  }

  private Application application(Map<String, Object> naming) throws Exception {
    try (var connection = cluster.primary().connection();
        var statement = connection.createStatement()) {
      statement.execute("create table seen (id bigint)");
      statement.execute("create table sought (id bigint)");
      statement.execute("insert into seen values (1); insert into sought values (1)");
    }
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    settings.put("hibernate.hbm2ddl.create_namespaces", "true");
    settings.put("hibernate.split.primary.hikari.maximumPoolSize", "1");
    settings.putAll(naming);
    return Application.start(settings, Mappings.ALL.toArray(Class<?>[]::new));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("namings")
  void own_tables_are_those_that_the_server_reads(String name, Map<String, Object> naming)
      throws Exception {
    try (Application application = application(naming)) {
      application.write(OwnTablesIT::fill);
      cluster.awaitCatchUp();
      Touched.forget(application, cluster.primary());
      application.journeys().clear();
      application.outside(OwnTablesIT::loadEverything);
      assertThat(application.journeys().all())
          .isNotEmpty()
          .allMatch(journey -> journey.reason() == RoutingReason.TABLE);

      Set<String> touched = Touched.read(application, cluster.primary());
      assertThat(touched).hasSize(23);
      assertThat(own(application)).isEqualTo(touched);
    }
  }

  /** The tables for whose sake a read goes to the primary. */
  private Set<String> own(Application application) throws Exception {
    Set<String> own = new TreeSet<>();
    Set<String> all = Touched.tables(cluster.primary());
    assertThat(all).hasSizeGreaterThan(23);
    for (String table : all) {
      application.outside(m -> m.createNativeQuery("select 1 from " + table).getResultList());
      if (application.journeys().last().reason() == RoutingReason.TABLE) {
        own.add(table);
      }
    }
    return own;
  }

  private static void fill(EntityManager manager) {
    Mappings.Account friend = new Mappings.Account();
    friend.id = 2L;
    friend.note = "friend";
    manager.persist(friend);
    persist(
        manager,
        new Mappings.Account(),
        account -> {
          account.id = 1L;
          account.note = "note";
          account.phones.add("1");
          account.limits.put("day", 1);
          account.friends = Set.of(friend);
          account.children.add(friend);
          account.heirs.add(friend);
        });
    persist(
        manager,
        new Mappings.Car(),
        car -> {
          car.id = 1L;
          car.plates.add("A");
          car.extras.add("radio");
        });
    persist(
        manager,
        new Mappings.Truck(),
        truck -> {
          truck.id = 2L;
          truck.papers = "papers";
        });
    persist(
        manager,
        new Mappings.Card(),
        card -> {
          card.id = 1L;
          card.remarks.add("r");
        });
    persist(manager, new Mappings.Cash(), cash -> cash.id = 2L);
    persist(
        manager,
        new Mappings.Dog(),
        dog -> {
          dog.id = 1L;
          dog.trick = "sit";
        });
    persist(
        manager,
        new Mappings.OddName(),
        odd -> {
          odd.id = 1L;
          odd.parts.add("p");
        });
    persist(
        manager,
        new Mappings.Contract(),
        contract -> {
          contract.id = 1L;
          contract.signatures.add("s");
        });
    persist(manager, new Mappings.Bystander(), other -> other.id = 1L);
  }

  private static <T> void persist(EntityManager manager, T entity, Consumer<T> as) {
    as.accept(entity);
    manager.persist(entity);
  }

  private static int loadEverything(EntityManager manager) {
    int seen = 0;
    for (Mappings.Account account : all(manager, Mappings.Account.class)) {
      seen += account.phones.size() + account.limits.size() + account.friends.size();
      seen += account.children.size() + account.heirs.size();
    }
    for (Mappings.Vehicle vehicle : all(manager, Mappings.Vehicle.class)) {
      seen += vehicle.plates.size();
      seen += vehicle instanceof Mappings.Car car ? car.extras.size() : 0;
    }
    for (Mappings.Payment payment : all(manager, Mappings.Payment.class)) {
      seen += payment.remarks.size();
    }
    for (Mappings.OddName odd : all(manager, Mappings.OddName.class)) {
      seen += odd.parts.size();
    }
    for (Mappings.Contract contract : all(manager, Mappings.Contract.class)) {
      seen += contract.signatures.size();
    }
    seen += all(manager, Mappings.Animal.class).size();
    seen += all(manager, Mappings.Summary.class).size();
    assertThat(seen).isEqualTo(12);
    return seen;
  }

  private static <T> List<T> all(EntityManager manager, Class<T> type) {
    return manager.createQuery("from " + type.getName(), type).getResultList();
  }
}
