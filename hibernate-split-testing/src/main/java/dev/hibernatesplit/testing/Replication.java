package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.server.Await;
import dev.hibernatesplit.testing.internal.server.ServerSettings;
import java.time.Duration;

/** How one server follows another, and how that is disturbed. */
final class Replication {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final AdminSession admin;
  private final Settings settings;
  private volatile boolean parted;

  Replication(String name, AdminSession admin, Settings settings) {
    this.name = name;
    this.admin = admin;
    this.settings = settings;
  }

  void pause() {
    admin.run("select pg_wal_replay_pause()");
    Await.until(
        PATIENCE,
        () -> admin.ask("select pg_get_wal_replay_pause_state()").equals("paused"),
        () -> name + ": replay did not pause");
  }

  void resume() {
    admin.run("select pg_wal_replay_resume()");
  }

  boolean paused() {
    return admin.ask("select pg_is_in_recovery() and pg_is_wal_replay_paused()").equals("t");
  }

  void cut() {
    settings.set("primary_conninfo", "");
    Await.until(PATIENCE, () -> !receiving(), () -> name + ": replication was not cut");
  }

  /**
   * @param address of the server to follow, as {@code host=… port=…}
   */
  void follow(String address) {
    settings.set("primary_conninfo", ServerSettings.connectionInfo(name, address, admin.login()));
    Await.until(PATIENCE, this::receiving, () -> name + ": receives nothing from " + address);
  }

  boolean connected() {
    return !admin.ask("show primary_conninfo").isEmpty();
  }

  private boolean receiving() {
    return admin.ask("select status from pg_stat_wal_receiver").equals("streaming");
  }

  void promote() {
    parts();
    admin.run("select pg_promote(true, 30)");
    Await.until(PATIENCE, () -> !inRecovery(), () -> name + ": was not promoted");
  }

  /** It goes its own way from now on, and cannot come back. */
  void parts() {
    parted = true;
  }

  boolean parted() {
    return parted;
  }

  boolean inRecovery() {
    return admin.ask("select pg_is_in_recovery()").equals("t");
  }

  Lsn position() {
    return Lsn.parse(
        admin.ask(
            "select case when pg_is_in_recovery() then pg_last_wal_replay_lsn()"
                + " else pg_current_wal_insert_lsn() end"));
  }

  /** Writes a little log and has it flushed, so that replicas pass the position before it. */
  void writeLog() {
    admin.run(
        "set synchronous_commit = local;"
            + " select pg_logical_emit_message(true, 'hibernate-split-testing', '')");
  }
}
