package dev.hibernatesplit.testing;

import dev.hibernatesplit.testing.internal.server.Await;
import java.time.Duration;

/** The settings of a running server, changed by ALTER SYSTEM. */
final class Settings {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final AdminSession admin;

  Settings(String name, AdminSession admin) {
    this.name = name;
    this.admin = admin;
  }

  void set(String setting, String value) {
    admin.run("alter system set " + setting + " = '" + value.replace("'", "''") + "'");
    reload();
  }

  void reset(String setting) {
    admin.run("alter system reset " + setting);
    reload();
  }

  /** Takes all changes back; tells whether some need a restart. */
  boolean resetAll() {
    reset("all");
    return !admin.ask("select name from pg_settings where pending_restart").isEmpty();
  }

  private void reload() {
    String before = admin.ask("select pg_conf_load_time()");
    admin.run("select pg_reload_conf()");
    Await.until(
        PATIENCE,
        () -> !admin.ask("select pg_conf_load_time()").equals(before),
        () -> name + ": settings were not read again");
  }
}
