package dev.hibernatesplit.it.faults;

import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.StopMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What may happen to a replica, while others go on. */
enum Fault {
  KILLED {
    @Override
    void strike(ReplicatedPostgres cluster) {
      victim(cluster).kill();
    }
  },
  STOPPED_FAST {
    @Override
    void strike(ReplicatedPostgres cluster) {
      victim(cluster).stop(StopMode.FAST);
    }
  },
  STOPPED_IMMEDIATELY {
    @Override
    void strike(ReplicatedPostgres cluster) {
      victim(cluster).stop(StopMode.IMMEDIATE);
    }
  },
  /** Refuses connections with 57P03 for a moment. */
  RESTARTED {
    @Override
    void strike(ReplicatedPostgres cluster) {
      victim(cluster).restart();
    }
  },
  RESET {
    @Override
    void strike(ReplicatedPostgres cluster) {
      for (int i = 0; i < 5; i++) {
        victim(cluster).proxy().resetAll();
        pause(50);
      }
    }
  },
  TERMINATED {
    @Override
    void strike(ReplicatedPostgres cluster) throws SQLException {
      try (Connection admin = victim(cluster).adminConnection();
          Statement statement = admin.createStatement()) {
        for (int i = 0; i < 20; i++) {
          statement.execute(
              "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'"
                  + " and application_name <> 'hibernate-split probe'");
          pause(25);
        }
      }
    }
  },
  /** Answers nothing, while its sockets stay open. */
  FROZEN {
    @Override
    void strike(ReplicatedPostgres cluster) {
      victim(cluster).freeze();
    }

    @Override
    void end(ReplicatedPostgres cluster) {
      victim(cluster).thaw();
    }
  },
  /**
   * The network swallows whatever is sent, either way, and what it has swallowed it forgets. Of
   * sessions that lost their client so the server finds out in the end; here at the next strike,
   * since twenty strikes within its keepalive would use up its connections.
   */
  SWALLOWED {
    @Override
    void strike(ReplicatedPostgres cluster) throws SQLException {
      try (Connection admin = victim(cluster).adminConnection();
          Statement statement = admin.createStatement()) {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'"
                + " and state like 'idle%' and state_change < now() - interval '3 seconds'");
      }
      victim(cluster).proxy().swallow();
    }

    @Override
    void end(ReplicatedPostgres cluster) {
      victim(cluster).proxy().pass();
    }
  },
  /** Replay waits for no query: vacuum takes away what reads still see, and DDL locks them out. */
  RECOVERY_CONFLICT {
    @Override
    void strike(ReplicatedPostgres cluster) throws SQLException {
      try (Connection admin = cluster.primary().adminConnection();
          Statement statement = admin.createStatement()) {
        for (int i = 0; i < 40; i++) {
          statement.execute("update churn set id = id + 1");
          statement.execute("vacuum churn");
          statement.execute("begin; lock table plain in access exclusive mode; commit");
          pause(10);
        }
      }
    }
  };

  /** Lets no query keep replay waiting, on the replica that faults happen to. */
  static void prepare(ReplicatedPostgres cluster) throws SQLException {
    victim(cluster).setting("max_standby_streaming_delay", "0");
    try (Connection admin = cluster.primary().adminConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("create table churn as select id from generate_series(1, 100) id");
    }
  }

  static PostgresServer victim(ReplicatedPostgres cluster) {
    return cluster.replica("r1");
  }

  abstract void strike(ReplicatedPostgres cluster) throws SQLException;

  /** Makes all well again. */
  void end(ReplicatedPostgres cluster) {
    victim(cluster).start();
  }

  private static void pause(int milliseconds) {
    LockSupport.parkNanos(Duration.ofMillis(milliseconds).toNanos());
  }
}
