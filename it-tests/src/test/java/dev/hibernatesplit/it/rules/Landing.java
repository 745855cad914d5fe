package dev.hibernatesplit.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.RoutingDecision;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Author;
import dev.hibernatesplit.it.Book;
import dev.hibernatesplit.it.Servers;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.HashMap;
import java.util.Map;

/**
 * A replica for everyone, {@code r1}, and two for what names them, {@code analytics} and {@code
 * powerful}; and an application, of which we see where its statements landed.
 */
final class Landing implements AutoCloseable {

  final ReplicatedPostgres cluster;
  final Application application;

  private Landing(ReplicatedPostgres cluster, Application application) {
    this.cluster = cluster;
    this.application = application;
  }

  static Landing start(Map<String, Object> more) {
    ReplicatedPostgres cluster =
        ReplicatedPostgres.builder().replicas("r1", "analytics", "powerful").start();
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "jakarta.persistence.schema-generation.database.action", "create",
                "hibernate.split.replicas.analytics.dedicated", "true",
                "hibernate.split.replicas.powerful.dedicated", "true",
                "hibernate.split.probe_interval", "100ms"));
    settings.putAll(more);
    Application application = Application.start(cluster, settings, Author.class, Book.class);
    application.write(
        manager -> {
          manager.persist(new Author("Ursula", "The Dispossessed", "Lavinia"));
          manager.persist(new Author("Stanisław", "Solaris"));
        });
    cluster.awaitCatchUp();
    Landing landing = new Landing(cluster, application);
    landing.forget();
    return landing;
  }

  void forget() {
    cluster.clearStatements();
    application.journeys().clear();
  }

  /**
   * One statement ran since it was asked last: there, by the servers' own logs, for this reason.
   */
  void at(String target, RoutingReason reason) {
    assertThat(application.journeys().all()).hasSize(1);
    assertThat(application.journeys().last().decision())
        .isEqualTo(
            new RoutingDecision(
                target,
                target.equals("primary") ? TargetRole.PRIMARY : TargetRole.REPLICA,
                reason));
    String sql = application.journeys().last().sql();
    for (PostgresServer server : cluster.servers()) {
      boolean ran =
          Servers.ran(server).stream().anyMatch(text -> text.startsWith(sql.split("\\?", 2)[0]));
      assertThat(ran).as("ran on %s", server.name()).isEqualTo(server.name().equals(target));
    }
    forget();
  }

  @Override
  public void close() {
    application.close();
    cluster.close();
  }
}
