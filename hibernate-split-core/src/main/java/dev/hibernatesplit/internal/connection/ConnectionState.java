package dev.hibernatesplit.internal.connection;

import java.sql.Connection;
import java.sql.SQLException;
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

  private int version;
  private boolean autoCommit = true;
  private boolean readOnly;
  private @Nullable Integer isolation;
  private @Nullable String schema;
  private @Nullable Integer holdability;
  private @Nullable NetworkTimeout networkTimeout;
  private @Nullable Properties clientInfo;
  private @Nullable Map<String, Class<?>> typeMap;

  private record NetworkTimeout(Executor executor, int milliseconds) {}

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

  void isolation(@Nullable Integer value) {
    isolation = value;
    version++;
  }

  @Nullable String schema() {
    return schema;
  }

  void schema(@Nullable String value) {
    schema = value;
    version++;
  }

  int holdability() {
    return holdability == null ? java.sql.ResultSet.HOLD_CURSORS_OVER_COMMIT : holdability;
  }

  void holdability(int value) {
    holdability = value;
    version++;
  }

  int networkTimeout() {
    return networkTimeout == null ? 0 : networkTimeout.milliseconds;
  }

  void networkTimeout(Executor executor, int milliseconds) {
    networkTimeout = new NetworkTimeout(executor, milliseconds);
    version++;
  }

  Properties clientInfo() {
    Properties copy = new Properties();
    if (clientInfo != null) {
      copy.putAll(clientInfo);
    }
    return copy;
  }

  void clientInfo(Properties value) {
    clientInfo = value;
    version++;
  }

  Map<String, Class<?>> typeMap() {
    return typeMap == null ? Map.of() : typeMap;
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
      for (String name : clientInfo.stringPropertyNames()) {
        physical.setClientInfo(name, clientInfo.getProperty(name));
      }
    }
  }

  /** Whether {@link #replayRarities} would do anything. */
  boolean hasRarities() {
    return holdability != null || networkTimeout != null || typeMap != null || clientInfo != null;
  }
}
