package dev.hibernatesplit.it.tenants;

import static dev.hibernatesplit.it.tenants.Tenancy.outside;
import static dev.hibernatesplit.it.tenants.Tenancy.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.Witness;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tenants share tables; each row says whose it is. Nothing of ours has to know. */
@PostgresCluster(replicas = 1)
class DiscriminatorIT {

  /** A row of one of many tenants. */
  @Entity(name = "Memo")
  static class Memo {
    @Id @GeneratedValue private Long id;
    @TenantId String tenant;
    String text = "";

    protected Memo() {}

    Memo(String text) {
      this.text = text;
    }
  }

  private Application application;
  private Witness witness;

  @BeforeEach
  void start(ReplicatedPostgres cluster) {
    application =
        Application.start(
            cluster,
            Map.of("jakarta.persistence.schema-generation.database.action", "create"),
            Memo.class);
    witness = new Witness(cluster);
    for (String tenant : List.of("a", "b")) {
      write(application, tenant, session -> session.persist(new Memo("of " + tenant)));
    }
    cluster.awaitCatchUp();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private static List<String> texts(Session session) {
    return session.createSelectionQuery("select text from Memo", String.class).getResultList();
  }

  @Test
  void a_tenant_reads_its_rows_on_the_replica_and_on_the_primary() {
    for (String tenant : List.of("a", "b", "a")) {
      witness.forget();
      assertThat(outside(application, tenant, DiscriminatorIT::texts))
          .containsExactly("of " + tenant);
      witness.onlyReplicasRan();
      witness.forget();
      write(application, tenant, s -> assertThat(texts(s)).containsExactly("of " + tenant));
      witness.onlyThePrimaryRan();
    }
  }
}
