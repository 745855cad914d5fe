package dev.hibernatesplit.it.spring;

import static dev.hibernatesplit.RoutingReason.READ_ONLY_UNIT;
import static dev.hibernatesplit.RoutingReason.READ_OUTSIDE_TRANSACTION;
import static dev.hibernatesplit.RoutingReason.SERIALIZABLE;
import static dev.hibernatesplit.RoutingReason.WRITING_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.NestedTransactionNotSupportedException;

/** What {@code @Transactional} says about a method is what decides where its reads run. */
@ParameterizedClass
@EnumSource(Shape.class)
class TransactionalIT {

  private static final String COUNT = "select count(b) from Book b";

  private static ReplicatedPostgres cluster;
  private static Witness witness;
  private static SpringApplication application;
  private static Library library;
  private static Long id;

  @Parameter Shape shape;

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
    application = SpringApplication.start(cluster, shape);
    library = application.library();
    id = library.writing(m -> persisted(m, new Author("Ursula", "Exile", "Rocannon"))).getId();
    cluster.awaitCatchUp();
  }

  @AfterParameterizedClassInvocation
  static void stopApplication() {
    application.close();
  }

  @BeforeEach
  void forget() {
    witness.forget();
    application.journeys().clear();
  }

  @Test
  void a_read_only_method_reads_on_one_replica_and_so_do_its_lazy_loads() {
    int books = library.reading(m -> m.find(Author.class, id).getBooks().size());

    assertThat(books).isEqualTo(2);
    assertThat(journeys()).hasSize(2).allMatch(journey -> journey.reason() == READ_ONLY_UNIT);
    assertThat(journeys()).extracting(j -> j.decision().target()).containsOnly(firstTarget());
    witness.onlyReplicasRan();
  }

  @Test
  void a_method_that_may_write_reads_and_writes_on_the_primary() {
    library.writing(
        m -> {
          m.find(Author.class, id).setName("Ursula K.");
          return m.createQuery(COUNT, Long.class).getSingleResult();
        });

    assertThat(journeys()).hasSize(3).allMatch(journey -> journey.role() == TargetRole.PRIMARY);
    assertThat(journeys().get(0).reason()).isEqualTo(WRITING_TRANSACTION);
    witness.onlyThePrimaryRan();
  }

  @Test
  void reads_outside_a_transaction_run_on_replicas() {
    library.as(m -> m.find(Author.class, id));
    library.as(m -> m.createQuery(COUNT, Long.class).getSingleResult());

    assertThat(journeys()).hasSize(2).allMatch(j -> j.reason() == READ_OUTSIDE_TRANSACTION);
    witness.onlyReplicasRan();
  }

  @Test
  void a_writing_transaction_inside_a_reading_one_is_on_the_primary_and_the_outer_one_is_not() {
    library.reading(
        outer -> {
          outer.find(Author.class, id);
          library.writingApart(m -> persisted(m, new Author("Apart")));
          return outer.createQuery(COUNT, Long.class).getSingleResult();
        });

    assertThat(reasonsOf("from Author", "from Book")).hasSize(2).containsOnly(READ_ONLY_UNIT);
    assertThat(witness.onPrimary()).anyMatch(sql -> sql.startsWith("insert"));
    assertThat(witness.onPrimary()).noneMatch(sql -> sql.contains("from Book"));
  }

  @Test
  void a_reading_transaction_inside_a_writing_one_is_on_a_replica_and_the_outer_one_is_not() {
    library.writing(
        outer -> {
          outer.find(Author.class, id);
          library.readingApart(m -> m.createQuery(COUNT, Long.class).getSingleResult());
          return outer.find(Author.class, id).getBooks().size();
        });

    assertThat(application.journeys().of("from Author")).allMatch(this::onPrimary);
    assertThat(reasonsOf("count(")).containsExactly(READ_ONLY_UNIT);
    assertThat(witness.onReplicas()).isNotEmpty().allMatch(this::countsOrEnds);
  }

  @Test
  void a_reading_method_called_in_a_writing_transaction_joins_it() {
    library.writing(m -> library.reading(same -> same.find(Author.class, id)));

    assertThat(journeys()).isNotEmpty().allMatch(this::onPrimary);
    witness.onlyThePrimaryRan();
  }

  @Test
  void nested_propagation_is_refused_by_spring_as_it_is_without_us() {
    assertThatThrownBy(
            () -> library.writing(m -> library.nested(same -> same.find(Author.class, id))))
        .isInstanceOf(NestedTransactionNotSupportedException.class);
    assertThat(library.<Author>reading(m -> m.find(Author.class, id)).getName())
        .startsWith("Ursula");
  }

  @Test
  void an_exception_rolls_back_what_was_written() {
    assertThatThrownBy(
            () ->
                library.writing(
                    m -> {
                      persisted(m, new Author("Nobody"));
                      m.flush();
                      throw new IllegalStateException("changed my mind");
                    }))
        .hasMessage("changed my mind");
    cluster.awaitCatchUp();

    assertThat(witness.onPrimary()).anyMatch(sql -> sql.startsWith("insert"));
    assertThat(witness.onPrimary()).contains("ROLLBACK").doesNotContain("COMMIT");
    assertThat(authorsNamed("Nobody")).isZero();
  }

  @Test
  void a_repeatable_read_reads_one_snapshot_of_a_replica() {
    Long before = library.readingOneSnapshot(m -> countAround(m, "Meanwhile"));
    assertThat(before).isZero();
    assertThat(application.journeys().of("from Book"))
        .hasSize(2)
        .allMatch(journey -> journey.reason() == READ_ONLY_UNIT);

    Long after = library.reading(m -> countAround(m, "Afterwards"));
    assertThat(after).isEqualTo(1);
  }

  /** How many more books a transaction sees after another one has added one. */
  private static Long countAround(EntityManager manager, String title) {
    Long before = manager.createQuery(COUNT, Long.class).getSingleResult();
    library.writingApart(m -> persisted(m, new Author("", title)));
    cluster.awaitCatchUp();
    return manager.createQuery(COUNT, Long.class).getSingleResult() - before;
  }

  @Test
  void a_serializable_read_runs_on_the_primary_since_replicas_have_none() {
    library.readingSerially(m -> m.find(Author.class, id));
    assertThat(journeys()).hasSize(1).allMatch(journey -> journey.reason() == SERIALIZABLE);
    witness.onlyThePrimaryRan();

    witness.forget();
    library.reading(m -> m.find(Author.class, id));
    witness.onlyReplicasRan();
  }

  @Test
  void a_time_out_reaches_the_replica() {
    assertThatThrownBy(
            () ->
                library.readingForTwoSeconds(
                    m ->
                        m.createNativeQuery("select count(*) from generate_series(1, 100000000)")
                            .getSingleResult()))
        .rootCause()
        .hasMessageContaining("canceling statement");

    assertThat(journeys()).hasSize(1).allMatch(journey -> journey.reason() == READ_ONLY_UNIT);
    assertThat(library.<Author>reading(m -> m.find(Author.class, id)).getName())
        .startsWith("Ursula");
  }

  @Test
  void what_was_read_on_a_replica_is_written_on_the_primary() {
    Author author = library.reading(m -> m.find(Author.class, id));
    author.setName("Ursula Kroeber");
    library.writing(m -> m.merge(author));

    assertThat(authorsNamed("Ursula Kroeber")).isEqualTo(1);
  }

  private static Author persisted(EntityManager manager, Author author) {
    manager.persist(author);
    return author;
  }

  private static long authorsNamed(String name) {
    return library.writing(
        m ->
            m.createQuery("select count(a) from Author a where a.name = :name", Long.class)
                .setParameter("name", name)
                .getSingleResult());
  }

  private static List<Journey> journeys() {
    return application.journeys().all();
  }

  private static String firstTarget() {
    return journeys().get(0).decision().target();
  }

  private static List<RoutingReason> reasonsOf(String... texts) {
    return Arrays.stream(texts)
        .flatMap(text -> application.journeys().of(text).stream())
        .map(Journey::reason)
        .toList();
  }

  private boolean onPrimary(Journey journey) {
    return journey.role() == TargetRole.PRIMARY;
  }

  private boolean countsOrEnds(String sql) {
    return sql.contains("count(") || sql.equals("BEGIN") || sql.equals("COMMIT");
  }
}
