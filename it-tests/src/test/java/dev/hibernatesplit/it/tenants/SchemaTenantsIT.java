package dev.hibernatesplit.it.tenants;

import static dev.hibernatesplit.it.tenants.Tenancy.outside;
import static dev.hibernatesplit.it.tenants.Tenancy.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.context.spi.TenantSchemaMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tenants share servers and pools of one connection; each has a schema of its own. */
@PostgresCluster(replicas = 1)
class SchemaTenantsIT {

  private static final List<String> TENANTS = List.of("a", "b");

  private Application application;
  private Witness witness;

  @BeforeEach
  void start(ReplicatedPostgres cluster) throws SQLException {
    try (Connection owner = cluster.primary().connection();
        Statement statement = owner.createStatement()) {
      for (String schema : List.of("public", "tenant_a", "tenant_b")) {
        statement.execute("create schema if not exists " + schema);
        statement.execute("drop table if exists " + schema + ".Note");
        statement.execute(
            "create table " + schema + ".Note (id bigint primary key, text varchar(255))");
      }
      statement.execute("insert into public.Note values (1, 'nobody''s')");
    }
    TenantSchemaMapper<Object> schemas = tenant -> "tenant_" + tenant;
    application =
        Application.start(
            cluster,
            Map.of(
                "hibernate.multi_tenant.schema_mapper", schemas,
                "hibernate.hikari.maximumPoolSize", "1",
                "hibernate.split.replicas.r1.hikari.connectionTimeout", "10000"),
            Note.class);
    witness = new Witness(cluster);
    for (String tenant : TENANTS) {
      witness.forget();
      write(application, tenant, session -> session.persist(new Note(1, "of " + tenant)));
      witness.onlyThePrimaryRan();
    }
    cluster.awaitCatchUp();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void a_tenant_reads_its_schema_on_the_replica_and_on_the_primary_whoever_was_there_before() {
    for (int i = 0; i < 5; i++) {
      for (String tenant : TENANTS) {
        witness.forget();
        assertThat(outside(application, tenant, Tenancy::texts)).containsExactly("of " + tenant);
        witness.onlyReplicasRan();
        witness.forget();
        write(
            application, tenant, s -> assertThat(Tenancy.texts(s)).containsExactly("of " + tenant));
        witness.onlyThePrimaryRan();
      }
    }
  }

  @Test
  void sessions_of_two_tenants_may_take_turns() {
    try (Session a = open("a");
        Session b = open("b")) {
      for (int i = 0; i < 3; i++) {
        assertThat(Tenancy.texts(a)).containsExactly("of a");
        assertThat(Tenancy.texts(b)).containsExactly("of b");
      }
    }
  }

  private Session open(Object tenant) {
    return application.sessionFactory().withOptions().tenantIdentifier(tenant).openSession();
  }

  @Test
  void who_is_no_tenant_finds_connections_as_they_came() {
    for (String tenant : TENANTS) {
      outside(application, tenant, Tenancy::texts);
      write(application, tenant, Tenancy::texts);
      witness.forget();
      List<String> read = application.outside(m -> Tenancy.texts(m.unwrap(Session.class)));
      assertThat(read).containsExactly("nobody's");
      witness.onlyReplicasRan();
      application.write(
          m -> assertThat(Tenancy.texts(m.unwrap(Session.class))).containsExactly("nobody's"));
    }
  }

  @Test
  void four_threads_at_once_each_see_their_tenant_only() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Boolean>> all =
        IntStream.range(0, 400)
            .mapToObj(i -> threads.submit(() -> seesItsOwn(i % 2 == 0 ? "a" : "b", i % 5 == 0)))
            .toList();
    for (Future<Boolean> one : all) {
      assertThat(one.get(1, TimeUnit.MINUTES)).isTrue();
    }
    threads.shutdown();
  }

  private boolean seesItsOwn(String tenant, boolean inTransaction) {
    List<String> own = List.of("of " + tenant);
    if (inTransaction) {
      write(application, tenant, session -> assertThat(Tenancy.texts(session)).isEqualTo(own));
      return true;
    }
    return outside(application, tenant, Tenancy::texts).equals(own);
  }
}
