package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.it.jdbc.WarningLog;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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

  /** Whose connections come in a transaction that has failed, so that the next question does. */
  private static final class Failing extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select 1 / 0");
      } catch (SQLException e) {
        return connection;
      }
      throw new IllegalStateException("It did not fail");
    }
  }

  private static List<String> toldOfSeveral(WarningLog log) {
    return log.lines().stream().filter(line -> line.contains("HSPLIT0050")).toList();
  }

  @Test
  void one_whose_first_question_fails_is_not_called_several(ReplicatedPostgres cluster) {
    Failing failing = new Failing();
    failing.setUrl(cluster.replica("r1").jdbcUrl());
    failing.setUser(cluster.user());
    failing.setPassword(cluster.password());
    Map<String, Object> settings = settings(cluster);
    settings.put("hibernate.split.replicas.one.datasource", failing);
    try (WarningLog log = new WarningLog();
        Application application = Application.start(settings, Note.class)) {
      application.write(manager -> manager.persist(new Note(0, 0)));
      cluster.awaitCatchUp();
      await().until(() -> reads(application).equals("primary")); // nobody knows what it leads to
      for (int i = 0; i < 20; i++) {
        assertThat(reads(application)).isEqualTo("primary");
      }
      Routing.consistency(
          Consistency.EVENTUAL,
          () -> assertThat(reads(application)).isEqualTo("one")); // and it is well
      assertThat(toldOfSeveral(log)).isEmpty();
    }
  }

  private static String reads(Application application) {
    assertThat(application.<Object>outside(manager -> manager.find(Note.class, 0L))).isNotNull();
    return application.journeys().last().decision().target();
  }

  private static Map<String, Object> settings(ReplicatedPostgres cluster) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.keySet().removeIf(key -> key.startsWith("hibernate.split.replicas"));
    settings.put("hibernate.split.consistency", "application");
    settings.put("jakarta.persistence.schema-generation.database.action", "drop-and-create");
    return settings;
  }

  @Test
  void it_serves_what_need_not_be_seen_only(ReplicatedPostgres cluster) {
    Map<String, Object> settings = settings(cluster);
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(new Balanced(cluster));
    pool.setMaximumPoolSize(6);
    try (HikariDataSource both = new HikariDataSource(pool)) {
      settings.put("hibernate.split.replicas.both.datasource", both);
      try (WarningLog log = new WarningLog();
          Application application = Application.start(settings, servings, Note.class)) {
        application.write(manager -> manager.persist(new Note(0, 0)));
        cluster.awaitCatchUp();
        cluster.replica("r2").pauseReplay();
        assertThat(stale(application)).isZero();
        int without = Routing.consistency(Consistency.EVENTUAL, () -> stale(application));
        assertThat(without).isPositive(); // the control
        await()
            .untilAsserted(
                () -> {
                  application.<Object>outside(manager -> manager.find(Note.class, 0L));
                  assertThat(toldOfSeveral(log)).hasSize(1);
                });
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
