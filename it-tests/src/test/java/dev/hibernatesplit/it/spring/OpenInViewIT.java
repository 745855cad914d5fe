package dev.hibernatesplit.it.spring;

import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** One EntityManager, and so one logical connection, over all the transactions of a request. */
@ParameterizedClass
@EnumSource(Shape.class)
class OpenInViewIT {

  private static final String COUNT = "select count(a) from Author a";

  private static ReplicatedPostgres cluster;
  private static Witness witness;
  private static SpringApplication application;
  private static Library library;
  private static Long id;

  @Parameter Shape shape;
  private EntityManager view;

  @BeforeAll
  static void startCluster() {
    cluster = ReplicatedPostgres.start();
    witness = new Witness(cluster);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeParameterizedClassInvocation
  static void startApplication(Shape shape) {
    application =
        SpringApplication.start(
            cluster,
            shape,
            Map.of("hibernate.hikari.registerMbeans", true, "hibernate.split.catalog", false),
            pool -> pool.setRegisterMbeans(true));
    library = application.library();
    id = library.<Author>writing(m -> m.merge(new Author("Ursula", "Exile", "Rocannon"))).getId();
    cluster.awaitCatchUp();
  }

  @AfterParameterizedClassInvocation
  static void stopApplication() {
    application.close();
  }

  /** As OpenEntityManagerInViewInterceptor does before a request. */
  @BeforeEach
  void openView() {
    view = application.factory().createEntityManager();
    TransactionSynchronizationManager.bindResource(
        application.factory(), new EntityManagerHolder(view));
    witness.forget();
    application.journeys().clear();
  }

  /** And after it. */
  @AfterEach
  void closeView() {
    TransactionSynchronizationManager.unbindResource(application.factory());
    EntityManagerFactoryUtils.closeEntityManager(view);
    Pools.awaitIdle();
  }

  @Test
  void each_transaction_and_each_read_between_goes_its_own_way() {
    assertThat(reasonOf(() -> library.as(this::count))).isEqualTo(READ_OUTSIDE_TRANSACTION);
    assertThat(reasonOf(() -> library.reading(this::count))).isEqualTo(READ_ONLY_UNIT);
    assertThat(roleOf(() -> library.writing(this::count))).isEqualTo(TargetRole.PRIMARY);
    assertThat(reasonOf(() -> library.as(this::count))).isEqualTo(READ_OUTSIDE_TRANSACTION);
    assertThat(reasonOf(() -> library.reading(this::count))).isEqualTo(READ_ONLY_UNIT);

    assertThat(witness.onPrimary()).filteredOn(sql -> sql.startsWith("select")).hasSize(1);
    assertThat(witness.onReplicas()).filteredOn(sql -> sql.startsWith("select")).hasSize(4);
  }

  @Test
  void a_lazy_load_after_the_transactions_runs_on_a_replica() {
    Author author = library.reading(m -> m.find(Author.class, id));
    assertThat(reasonOf(() -> assertThat(author.getBooks()).hasSize(2)))
        .isEqualTo(READ_OUTSIDE_TRANSACTION);
    witness.onlyReplicasRan();
  }

  @Test
  void nothing_physical_is_held_between() {
    for (int i = 0; i < 3; i++) {
      library.as(this::count);
      assertThat(Pools.active()).isZero();
      library.reading(m -> count(m) + active(1));
      assertThat(Pools.active()).isZero();
      library.writing(m -> count(m) + active(1));
      assertThat(Pools.active()).isZero();
    }
  }

  @Test
  void no_flag_of_a_transaction_stays_behind() {
    List<Boolean> before = flags();
    library.reading(this::count);
    assertThat(flags()).isEqualTo(before);
    library.writing(this::count);
    assertThat(flags()).isEqualTo(before);
    library.readingOneSnapshot(this::count);
    assertThat(flags()).isEqualTo(before).containsExactly(false, true, true);
  }

  @Test
  void it_writes_after_it_has_read() {
    library.reading(m -> m.find(Author.class, id));
    library.writing(
        m -> {
          m.persist(new Author("Vonda"));
          return true;
        });
    library.writing(m -> m.createQuery("update Book set title = upper(title)").executeUpdate());
    cluster.awaitCatchUp();

    assertThat(
            library.<List<?>>as(
                m -> m.createQuery("from Author where name = 'Vonda'").getResultList()))
        .hasSize(1);
    assertThat(
            library.<List<?>>as(
                m -> m.createQuery("from Book where title = 'EXILE'").getResultList()))
        .hasSize(1);
  }

  @Test
  void a_failed_transaction_leaves_the_view_usable() {
    assertThatThrownBy(
            () -> library.writing(m -> m.createNativeQuery("select 1/0").getResultList()))
        .rootCause()
        .hasMessageContaining("division by zero");
    assertThatThrownBy(
            () -> library.reading(m -> m.createNativeQuery("select 2/0").getResultList()))
        .rootCause()
        .hasMessageContaining("division by zero");
    assertThatThrownBy(() -> library.as(m -> m.createNativeQuery("select 3/0").getResultList()))
        .rootCause()
        .hasMessageContaining("division by zero");

    assertThat(Pools.active()).isZero();
    assertThat(reasonOf(() -> library.as(this::count))).isEqualTo(READ_OUTSIDE_TRANSACTION);
    assertThat(reasonOf(() -> library.reading(this::count))).isEqualTo(READ_ONLY_UNIT);
    assertThat(roleOf(() -> library.writing(this::count))).isEqualTo(TargetRole.PRIMARY);
  }

  private long count(EntityManager manager) {
    return manager.createQuery(COUNT, Long.class).getSingleResult();
  }

  private static int active(int expected) {
    assertThat(Pools.active()).isEqualTo(expected);
    return 0;
  }

  /** What the logical connection says: read-only, auto-commit, default isolation. */
  private List<Boolean> flags() {
    return view.unwrap(Session.class)
        .doReturningWork(
            connection ->
                List.of(
                    connection.isReadOnly(),
                    connection.getAutoCommit(),
                    connection.getTransactionIsolation()
                        == java.sql.Connection.TRANSACTION_READ_COMMITTED));
  }

  private RoutingReason reasonOf(Runnable work) {
    application.journeys().clear();
    work.run();
    assertThat(application.journeys().all()).hasSize(1);
    return application.journeys().last().reason();
  }

  private TargetRole roleOf(Runnable work) {
    reasonOf(work);
    return application.journeys().last().role();
  }
}
