package dev.hibernatesplit.it.tenants;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;

/** Databases of tenants on one cluster, and work for a tenant. */
final class Tenancy {

  private Tenancy() {}

  /** Makes a database of that name, with tables and no rows. */
  static void create(ReplicatedPostgres cluster, String database) throws SQLException {
    try (Connection admin = cluster.primary().adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("create database " + database + " owner " + cluster.user());
    }
    String url = url(cluster, cluster.primary(), database);
    try (Connection owner = DriverManager.getConnection(url, cluster.user(), cluster.password());
        Statement statement = owner.createStatement()) {
      statement.execute("create table Note (id bigint primary key, text varchar(255))");
      statement.execute("create table Ledger (id bigint primary key)");
      statement.execute("create table Ticket (id bigint primary key)");
    }
    cluster.awaitCatchUp();
  }

  static String url(ReplicatedPostgres cluster, PostgresServer server, String database) {
    return server.jdbcUrl().replace("/" + cluster.database(), "/" + database);
  }

  /** Where a tenant's servers are, under keys that begin so. */
  static Map<String, Object> servers(ReplicatedPostgres cluster, String prefix, String database) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(prefix + "primary.url", url(cluster, cluster.primary(), database));
    for (PostgresServer replica : cluster.replicas()) {
      settings.put(prefix + "replicas." + replica.name() + ".url", url(cluster, replica, database));
    }
    return settings;
  }

  /** What all tenants share. */
  static Map<String, Object> shared(ReplicatedPostgres cluster) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("jakarta.persistence.jdbc.user", cluster.user());
    settings.put("jakarta.persistence.jdbc.password", cluster.password());
    settings.put("hibernate.hikari.registerMbeans", "true");
    settings.put("hibernate.hikari.maximumPoolSize", "3");
    settings.put("hibernate.hikari.minimumIdle", "1");
    settings.put("hibernate.split.probe_interval", "100ms");
    settings.put("hibernate.split.consistency", "eventual");
    return settings;
  }

  /** Reads or does something for a tenant outside a transaction. */
  static <T> T outside(Application application, Object tenant, Function<Session, T> work) {
    try (Session session =
        application.sessionFactory().withOptions().tenantIdentifier(tenant).openSession()) {
      return work.apply(session);
    }
  }

  static void write(Application application, Object tenant, Consumer<Session> work) {
    outside(
        application,
        tenant,
        session -> {
          session.beginTransaction();
          try {
            work.accept(session);
            session.getTransaction().commit();
          } catch (RuntimeException e) {
            session.getTransaction().rollback();
            throw e;
          }
          return true;
        });
  }

  static List<String> texts(Session session) {
    return session
        .createSelectionQuery("select text from Note order by id", String.class)
        .getResultList();
  }

  /** How many connections an application holds to a database there. */
  static int connections(PostgresServer server, String database) throws SQLException {
    try (Connection admin = server.adminConnection();
        Statement statement = admin.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where usename = 'app' and datname = '"
                    + database
                    + "'")) {
      row.next();
      return row.getInt(1);
    }
  }
}
