package dev.hibernatesplit.demo;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.RanStatement;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens the shop on a cluster, lets it work, and asks both witnesses. */
final class Demo {

  private final ReplicatedPostgres cluster;
  private final Journal journal = new Journal();
  private final List<Episode> episodes = new ArrayList<>();
  private int waits;
  private Duration waited = Duration.ZERO;

  private Demo(ReplicatedPostgres cluster) {
    this.cluster = cluster;
  }

  static Outcome run() {
    try (ReplicatedPostgres cluster = ReplicatedPostgres.start()) {
      return new Demo(cluster).day();
    }
  }

  private Outcome day() {
    try (EntityManagerFactory shop = Persistence.createEntityManagerFactory("shop", settings())) {
      List<Journey> startUp = journal.take();
      cluster.awaitCatchUp();
      cluster.clearStatements();
      Day.at(shop).forEach(this::perform);
      return new Outcome(List.copyOf(episodes), tallies(), startUp, waits, waited);
    }
  }

  /** All that the shop is told of the cluster, and who listens. */
  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("jakarta.persistence.jdbc.url", cluster.primary().jdbcUrl());
    settings.put("jakarta.persistence.jdbc.user", cluster.user());
    settings.put("jakarta.persistence.jdbc.password", cluster.password());
    for (PostgresServer replica : cluster.replicas()) {
      settings.put(SplitSettings.of(SplitSettings.REPLICA_URL, replica.name()), replica.jdbcUrl());
    }
    settings.put(SplitSettings.LISTENERS, journal);
    return settings;
  }

  private void perform(Operation operation) {
    operation.work().run();
    Episode episode = new Episode(operation.name(), journal.take());
    episodes.add(episode);
    if (episode.usedPrimary()) {
      waitForReplicas();
    }
  }

  /** The next operation may read what this one wrote. */
  private void waitForReplicas() {
    long start = System.nanoTime();
    cluster.awaitCatchUp();
    waits++;
    waited = waited.plusNanos(System.nanoTime() - start);
  }

  private Map<String, Tally> tallies() {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (PostgresServer server : cluster.servers()) {
      tallies.put(server.name(), Tally.of(decidedFor(server), ranOn(server)));
    }
    return tallies;
  }

  private List<String> decidedFor(PostgresServer server) {
    return episodes.stream()
        .flatMap(episode -> episode.journeys().stream())
        .filter(journey -> journey.target().equals(server.name()))
        .map(Journey::sql)
        .toList();
  }

  private static List<String> ranOn(PostgresServer server) {
    return server.statements().stream()
        .filter(statement -> !Chatter.is(statement))
        .map(RanStatement::sql)
        .toList();
  }
}
