package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.Consistency;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.Lsn;
import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A replica that begins again where it was long ago: what it had before, it has no more. */
@PostgresCluster(replicas = 1)
class RestartedReplicaIT {

  /** By then, no server is asked for some seconds, if nobody wants to know anything. */
  private static final Duration REST = Duration.ofMillis(5_500);

  private final Servings servings = new Servings();

  /** One connection, which is made anew when it is gone, and does not show that. */
  private static final class Unmarked implements DataSource {

    private final PostgresServer server;
    private final Connection same;
    private Connection real;

    Unmarked(PostgresServer server) {
      this.server = server;
      this.same =
          (Connection)
              Proxy.newProxyInstance(
                  Unmarked.class.getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, method, arguments) ->
                      switch (method.getName()) {
                        case "close" -> null;
                        case "isClosed", "isWrapperFor" -> false;
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> 1;
                        default -> {
                          try {
                            yield method.invoke(real(), arguments);
                          } catch (InvocationTargetException e) {
                            throw e.getCause();
                          }
                        }
                      });
    }

    private synchronized Connection real() throws SQLException {
      if (real == null || !real.isValid(5)) {
        real = server.connection();
      }
      return real;
    }

    /** The monitor's are its own. */
    @Override
    public Connection getConnection() throws SQLException {
      boolean monitors = Thread.currentThread().getName().startsWith("hibernate-split");
      return monitors ? server.connection() : same;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
      return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
      // says nothing
    }

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) {
      // has none
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }

  /** Nobody asks the servers by himself: what was known before is known until somebody wakes us. */
  private Application started(ReplicatedPostgres cluster, DataSource replica) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.remove("hibernate.split.consistency");
    settings.put("hibernate.split.probe_interval", "1h");
    if (replica != null) {
      settings.remove("hibernate.split.replicas.r1.url");
      settings.put("hibernate.split.replicas.r1.datasource", replica);
    }
    settings.put("jakarta.persistence.schema-generation.database.action", "update");
    return Application.start(settings, servings, Note.class);
  }

  private static int number(Application application) {
    return application.outside(manager -> manager.find(Note.class, 1L)).getNumber();
  }

  private void awaitReplica(Application application) {
    await()
        .untilAsserted(
            () -> {
              assertThat(number(application)).isEqualTo(1);
              assertThat(servings.byReplica()).isTrue();
            });
  }

  /** Whatever comes now, it begins again from here. */
  private static void keep(ReplicatedPostgres cluster, PostgresServer replica) throws SQLException {
    checkpoint(cluster.primary());
    cluster.awaitCatchUp();
    checkpoint(replica);
  }

  private static void checkpoint(PostgresServer server) throws SQLException {
    try (Connection admin = server.adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("checkpoint");
    }
  }

  /** It is killed, and takes its time to get where it was. */
  private static void goBack(PostgresServer replica) {
    replica.setting("recovery_min_apply_delay", "1h");
    Lsn before = replica.position();
    replica.kill();
    replica.start();
    assertThat(replica.position()).isLessThan(before);
  }

  @Test
  void what_it_had_before_does_not_count(ReplicatedPostgres cluster) throws SQLException {
    PostgresServer replica = cluster.replica("r1");
    try (Application application = started(cluster, null);
        Application control = started(cluster, new Unmarked(replica))) {
      application.write(manager -> manager.persist(new Note(1, 0)));
      keep(cluster, replica);
      application.write(manager -> manager.find(Note.class, 1L).setNumber(1));
      awaitReplica(application);
      awaitReplica(control);
      await().pollDelay(REST).until(() -> true);
      goBack(replica);

      // of a connection whose age is hidden, what was known before counts
      assertThat(number(control)).isZero();
      assertThat(servings.byReplica()).isTrue();

      for (int read = 0; read < 200; read++) {
        assertThat(number(application)).isEqualTo(1);
      }
      await() // until it serves at all, with what it has
          .untilAsserted(
              () -> {
                int behind = Routing.consistency(Consistency.EVENTUAL, () -> number(application));
                assertThat(servings.byReplica()).isTrue();
                assertThat(behind).isZero();
              });
    } finally {
      replica.resetSetting("recovery_min_apply_delay");
    }
  }
}
