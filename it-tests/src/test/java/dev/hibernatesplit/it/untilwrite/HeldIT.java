package dev.hibernatesplit.it.untilwrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Journeys.Journey;
import dev.hibernatesplit.it.Pools;
import dev.hibernatesplit.it.untilwrite.Papers.Folder;
import dev.hibernatesplit.it.untilwrite.Papers.Scan;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.hibernate.Hibernate;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transaction holds: pools of one connection have no second one to give. */
@PostgresCluster(replicas = 2)
class HeldIT {

  private static final int ROWS = 40;

  private static Units units;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    Map<String, Object> settings = Units.settings();
    settings.put("hibernate.split.consistency", "application");
    settings.put("hibernate.split.find_miss", "primary");
    settings.put("hibernate.hikari.registerMbeans", "true");
    settings.put("hibernate.hikari.maximumPoolSize", "1");
    for (String replica : List.of("r1", "r2")) {
      settings.put("hibernate.split.replicas." + replica + ".hikari.maximumPoolSize", "1");
    }
    units = new Units(cluster, Application.start(cluster, settings, Papers.ALL));
    LongStream.rangeClosed(1, ROWS).forEach(id -> units.given(new Account(id, "owner", 1)));
    units.given(new Scan(1, Hibernate.getLobHelper().createBlob(new byte[20_000])));
  }

  @AfterAll
  static void stop() {
    units.close();
  }

  @BeforeEach
  void forget() {
    units.application().journeys().clear();
    Pools.awaitIdle();
  }

  @AfterEach
  void resume() {
    units.resume();
    Pools.awaitIdle();
  }

  private static long count(EntityManager manager) {
    return manager.createQuery("select count(a) from Account a", Long.class).getSingleResult();
  }

  private static List<Journey> counted() {
    return units.application().journeys().of("count(");
  }

  private static void write(EntityManager manager) {
    manager.persist(new Account(Units.id(), "owner", 1));
    manager.flush();
  }

  @Test
  void a_transaction_holds_one_connection_of_a_replica_and_one_of_the_primary() {
    units
        .application()
        .write(
            manager -> {
              for (int i = 0; i < 5; i++) {
                count(manager);
                assertThat(Pools.active()).as("it has only read").isEqualTo(1);
              }
              for (int i = 0; i < 5; i++) {
                write(manager);
                count(manager);
                assertThat(Pools.active()).as("it has read and written").isEqualTo(2);
              }
            });

    assertThat(counted().stream().map(journey -> journey.decision().target()).distinct())
        .as("one replica, and then the primary")
        .hasSize(2);
  }

  @Test
  void a_cursor_that_is_open_on_a_replica_is_read_to_its_end_while_the_primary_is_written() {
    assertThat(idsByCursor(HeldIT::write))
        .isEqualTo(LongStream.rangeClosed(1, ROWS).boxed().toList());
  }

  /** The replica has not what the next read must see, so that one leaves; the cursor stays. */
  @Test
  void a_cursor_keeps_its_replica_where_another_read_must_leave(ReplicatedPostgres cluster) {
    behind(cluster);

    assertThat(idsByCursor(HeldIT::readFolders)).hasSize(ROWS);
    assertThat(units.application().journeys().of("count("))
        .extracting(Journey::reason)
        .containsExactly(RoutingReason.FENCE);
  }

  private static List<Long> idsByCursor(Consumer<EntityManager> meanwhile) {
    return units
        .application()
        .writing(
            manager -> {
              List<Long> seen = new ArrayList<>();
              try (ScrollableResults<Long> rows = cursor(manager)) {
                assertThat(units.application().journeys().last().role())
                    .isEqualTo(TargetRole.REPLICA);
                while (rows.next()) {
                  seen.add(rows.get());
                  if (seen.size() == 7) {
                    meanwhile.accept(manager);
                  }
                  assertThat(Pools.active()).isEqualTo(seen.size() < 7 ? 1 : 2);
                }
              }
              return seen;
            });
  }

  private static ScrollableResults<Long> cursor(EntityManager manager) {
    return manager
        .unwrap(Session.class)
        .createSelectionQuery("select id from Account where id <= :rows order by id", Long.class)
        .setParameter("rows", ROWS)
        .setFetchSize(5)
        .scroll(ScrollMode.FORWARD_ONLY);
  }

  @Test
  void a_large_object_that_is_open_on_a_replica_is_read_to_its_end_while_the_primary_is_written() {
    assertThat(bytesOfAnImage(HeldIT::write, 2)).isEqualTo(20_000);
    assertThat(Pools.active()).isZero();
  }

  /** The replica has not what the next read must see, so that one leaves; its connection stays. */
  @Test
  void a_large_object_keeps_its_replica_where_another_read_must_leave(ReplicatedPostgres cluster) {
    behind(cluster);

    assertThat(bytesOfAnImage(HeldIT::readFolders, 2)).isEqualTo(20_000);
    assertThat(counted()).extracting(Journey::reason).containsExactly(RoutingReason.FENCE);
  }

  /** It would be looked for on the primary, if the replica could be left. */
  @Test
  void a_large_object_keeps_its_replica_where_an_id_is_not_found() {
    assertThat(bytesOfAnImage(HeldIT::missAnAccount, 1)).isEqualTo(20_000);
  }

  private static void missAnAccount(EntityManager manager) {
    assertThat(manager.find(Account.class, -1L)).isNull();
  }

  /** A table is written that no replica has seen written yet. */
  private static void behind(ReplicatedPostgres cluster) {
    cluster.replicas().forEach(replica -> replica.pauseReplay());
    units.application().write(manager -> manager.persist(new Folder(Units.id())));
    units.application().journeys().clear();
  }

  private static void readFolders(EntityManager manager) {
    manager.createQuery("select count(f) from Folder f", Long.class).getSingleResult();
  }

  private static int bytesOfAnImage(Consumer<EntityManager> meanwhile, int connections) {
    return units
        .application()
        .writing(
            manager -> {
              Scan scan = manager.find(Scan.class, 1L);
              assertThat(units.application().journeys().last().role())
                  .isEqualTo(TargetRole.REPLICA);
              try (InputStream image = scan.image.getBinaryStream()) {
                int read = image.readNBytes(10).length;
                meanwhile.accept(manager);
                assertThat(Pools.active()).isEqualTo(connections);
                return read + image.readAllBytes().length;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }
}
