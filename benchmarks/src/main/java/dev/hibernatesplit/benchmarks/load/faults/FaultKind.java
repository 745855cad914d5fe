package dev.hibernatesplit.benchmarks.load.faults;

import dev.hibernatesplit.testing.PostgresServer;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import java.util.Locale;

/** What can happen to a server. */
public enum FaultKind {
  /** All its processes are gone. */
  KILL("killed") {
    @Override
    void strike(ReplicatedPostgres cluster, PostgresServer server) {
      server.kill();
    }

    @Override
    void heal(PostgresServer server) {
      server.start();
    }
  },
  /** It answers nothing, its sockets stay open. */
  FREEZE("frozen") {
    @Override
    void strike(ReplicatedPostgres cluster, PostgresServer server) {
      server.freeze();
    }

    @Override
    void heal(PostgresServer server) {
      server.thaw();
    }
  },
  /** A replica replays nothing, and falls behind. */
  PAUSE("replay paused") {
    @Override
    void strike(ReplicatedPostgres cluster, PostgresServer server) {
      server.pauseReplay();
    }

    @Override
    void heal(PostgresServer server) {
      server.resumeReplay();
    }
  },
  /** A replica receives nothing, and falls behind. */
  CUT("replication cut") {
    @Override
    void strike(ReplicatedPostgres cluster, PostgresServer server) {
      server.cutReplication();
    }

    @Override
    void heal(PostgresServer server) {
      server.restoreReplication();
    }
  },
  /** All connections to it are reset. */
  RESET("connections reset") {
    @Override
    void strike(ReplicatedPostgres cluster, PostgresServer server) {
      server.proxy().resetAll();
    }
  },
  /** It is stopped and started. */
  RESTART("restarted") {
    @Override
    void strike(ReplicatedPostgres cluster, PostgresServer server) {
      server.restart();
    }
  },
  /** The primary is shut down once replicas have all it has; one leads, the others follow it. */
  PROMOTE("promoted") {
    @Override
    void strike(ReplicatedPostgres cluster, PostgresServer server) {
      cluster.servers().stream()
          .filter(other -> other.running() && !other.inRecovery())
          .forEach(PostgresServer::stop);
      server.promote();
      cluster.servers().stream()
          .filter(other -> other != server && other.running())
          .forEach(other -> other.follow(server));
    }
  };

  private final String done;

  FaultKind(String done) {
    this.done = done;
  }

  abstract void strike(ReplicatedPostgres cluster, PostgresServer server);

  /** Makes all well again, where that does not happen by itself. */
  void heal(PostgresServer server) {}

  /** As a fault script calls it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it has done to a server. */
  String done() {
    return done;
  }

  /** Whether it lasts until it is healed. */
  boolean stays() {
    return this != RESET && this != RESTART && this != PROMOTE;
  }

  /** Whether it can happen to a replica only. */
  boolean ofReplicas() {
    return this == PAUSE || this == CUT || this == PROMOTE;
  }

  /** Whether a replica can be struck so again and again. */
  boolean repeatable() {
    return this != PROMOTE;
  }
}
