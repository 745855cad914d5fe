package dev.hibernatesplit.testing.internal.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The lines of {@code postgresql.conf} that make a server quick, quotable and cheap to lose. */
public final class ServerSettings {
  private ServerSettings() {}

  /** What all servers have, then what the user of the rig asked for, which wins. */
  public static Map<String, String> of(ClusterSpec spec) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("fsync", "off");
    settings.put("shared_buffers", "64MB");
    settings.put("dynamic_shared_memory_type", "mmap");
    settings.put("max_connections", "100");
    settings.put("max_wal_senders", "16");
    settings.put("wal_keep_size", "256MB");
    settings.put("wal_receiver_status_interval", "1s");
    settings.put("wal_retrieve_retry_interval", "100ms");
    settings.put("hot_standby_feedback", "off");
    settings.put("log_statement", spec.statementLog() ? "all" : "none");
    settings.put("log_line_prefix", LOG_LINE_PREFIX);
    settings.put("log_checkpoints", "off");
    settings.put("lc_messages", "C");
    settings.putAll(spec.settings());
    return settings;
  }

  /** Fields: process, application, kind of process, SQLSTATE; between unit separators. */
  private static final String LOG_LINE_PREFIX = "\\037%p\\037%a\\037%b\\037%e\\037";

  /** Lines for {@code postgresql.conf}. Back-slashes are PostgreSQL's own escapes. */
  public static String lines(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(e -> e.getKey() + " = '" + e.getValue().replace("'", "''") + "'\n")
        .collect(Collectors.joining());
  }

  /** Only passwords open a door, also for replication. */
  public static String hostBasedAuthentication(String network) {
    return """
        host all all NETWORK scram-sha-256
        host replication all NETWORK scram-sha-256
        """
        .replace("NETWORK", network);
  }

  /** The value of {@code primary_conninfo} on a replica called {@code name}. */
  public static String connectionInfo(String name, String address, Login login) {
    return address
        + " user="
        + login.name()
        + " password="
        + login.password()
        + " application_name="
        + name
        + " sslmode=disable gssencmode=disable";
  }
}
