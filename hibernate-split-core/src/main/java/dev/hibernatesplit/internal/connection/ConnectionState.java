package dev.hibernatesplit.internal.connection;

import dev.hibernatesplit.internal.topology.PrimaryFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a connection, before and between the leases that it is replayed on.
 *
 * <p>{@code null} stands for "as it comes". The version tells a lease that it is out of date.
 */
final class ConnectionState {

  private final PrimaryFacts facts;
  private int version;
  private boolean autoCommit;
  private boolean readOnly;
  private @Nullable Integer isolation;
  private @Nullable String schema;
  private @Nullable Integer holdability;
  private @Nullable NetworkTimeout networkTimeout;
  private @Nullable Map<String, String> clientInfo;
  private @Nullable Map<String, Class<?>> typeMap;

  private record NetworkTimeout(Executor executor, int milliseconds) {}

  /**
   * @param facts how connections come
   */
  ConnectionState(PrimaryFacts facts) {
    this.facts = facts;
    this.autoCommit = facts.autoCommit();
  }

  int version() {
    return version;
  }

  boolean autoCommit() {
    return autoCommit;
  }

  void autoCommit(boolean value) {
    autoCommit = value;
    version++;
  }

  boolean readOnly() {
    return readOnly;
  }

  void readOnly(boolean value) {
    readOnly = value;
    version++;
  }

  @Nullable Integer isolation() {
    return isolation;
  }

  void isolation(int value) {
    isolation = value == facts.isolation() ? null : value;
    version++;
  }

  @Nullable String schema() {
    return schema;
  }

  void schema(@Nullable String value) {
    schema = value == null || value.equals(facts.schema()) ? null : value;
    version++;
  }

  int holdability() {
    return holdability == null ? facts.driver().holdability() : holdability;
  }

  void holdability(int value) {
    holdability = value;
    version++;
  }

  int networkTimeout() {
    return networkTimeout == null ? facts.driver().networkTimeout() : networkTimeout.milliseconds;
  }

  void networkTimeout(Executor executor, int milliseconds) {
    networkTimeout = new NetworkTimeout(executor, milliseconds);
    version++;
  }

  Map<String, String> clientInfo() {
    return clientInfo == null ? facts.driver().clientInfo() : clientInfo;
  }

  /** What the driver does not support it ignores, and what is not given is cleared. */
  void clientInfo(Properties value) {
    Map<String, String> supported = new HashMap<>(facts.driver().clientInfo());
    supported.replaceAll((name, old) -> value.getProperty(name, ""));
    clientInfo = supported;
    version++;
  }

  Map<String, Class<?>> typeMap() {
    return typeMap == null ? new HashMap<>() : typeMap;
  }

  void typeMap(Map<String, Class<?>> value) {
    typeMap = value;
    version++;
  }

  /**
   * Replays what only the driver's side of a connection sees: no round trip, but for client info.
   */
  void replayRarities(Connection physical) throws SQLException {
    if (holdability != null) {
      physical.setHoldability(holdability);
    }
    if (networkTimeout != null) {
      physical.setNetworkTimeout(networkTimeout.executor, networkTimeout.milliseconds);
    }
    if (typeMap != null) {
      physical.setTypeMap(typeMap);
    }
    if (clientInfo != null) {
      for (Map.Entry<String, String> info : clientInfo.entrySet()) {
        physical.setClientInfo(info.getKey(), info.getValue());
      }
    }
  }

  /** Whether {@link #replayRarities} would do anything. */
  boolean hasRarities() {
    return holdability != null || networkTimeout != null || typeMap != null || clientInfo != null;
  }
}
