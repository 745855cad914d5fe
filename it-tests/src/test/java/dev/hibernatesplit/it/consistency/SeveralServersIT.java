package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A name that leads to two replicas in turn: what the one has says nothing of the other. */
@PostgresCluster(replicas = 2)
class SeveralServersIT {

  private static final int ROUNDS = 200;

  private final Servings servings = new Servings();

  /** Connections to one replica, then to the other, and so on. */
  private static final class Balanced extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    private final transient ReplicatedPostgres cluster;
    private final AtomicInteger turns = new AtomicInteger();

    Balanced(ReplicatedPostgres cluster) {
      this.cluster = cluster;
    }

    @Override
    public Connection getConnection() {
      PostgresServer next = cluster.replicas().get(turns.getAndIncrement() % 2);
      try {
        return next.connection();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void it_serves_what_need_not_be_seen_only(ReplicatedPostgres cluster) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.keySet().removeIf(key -> key.startsWith("hibernate.split.replicas"));
    settings.put("hibernate.split.consistency", "application");
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(new Balanced(cluster));
    pool.setMaximumPoolSize(6);
    try (HikariDataSource both = new HikariDataSource(pool)) {
      settings.put("hibernate.split.replicas.both.datasource", both);
      try (Application application = Application.start(settings, servings, Note.class)) {
        application.write(manager -> manager.persist(new Note(0, 0)));
        cluster.awaitCatchUp();
        cluster.replica("r2").pauseReplay();
        assertThat(stale(application)).isZero();
        int without = Routing.consistency(Consistency.EVENTUAL, () -> stale(application));
        assertThat(without).isPositive(); // the control
      } finally {
        cluster.replica("r2").resumeReplay();
      }
    }
  }

  private static int stale(Application application) {
    int stale = 0;
    for (int i = 0; i < ROUNDS; i++) {
      int number = i;
      application.write(manager -> manager.merge(new Note(0, number)));
      for (int read = 0; read < 10; read++) {
        Note note = application.outside(manager -> manager.find(Note.class, 0L));
        stale += note.getNumber() == number ? 0 : 1;
      }
    }
    return stale;
  }
}
