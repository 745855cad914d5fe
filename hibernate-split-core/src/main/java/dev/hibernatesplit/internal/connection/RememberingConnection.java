package dev.hibernatesplit.internal.connection;

import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The half of a connection that is asked for settings: remembers them, and leases nothing for it.
 *
 * <p>What is set while leases are held reaches them at once.
 */
abstract class RememberingConnection extends ForwardingConnection {

  private static final AtomicIntegerFieldUpdater<RememberingConnection> CLOSINGS =
      AtomicIntegerFieldUpdater.newUpdater(RememberingConnection.class, "closings");

  final Connector connector;
  final ConnectionState state;
  final Leases leases;
  final UnitOfWork unit;
  private volatile int closings;

  RememberingConnection(Connector connector, @Nullable SessionView session, boolean readOnly) {
    this.connector = connector;
    this.state = new ConnectionState(connector.facts());
    this.leases = new Leases(state, connector.transactions().elided());
    this.unit = new UnitOfWork(connector, session, readOnly, state, leases);
    if (readOnly) {
      state.readOnly(true);
    }
  }

  final void open() throws SQLException {
    if (closings > 0) {
      throw new SQLException("This connection has been closed.", "08003");
    }
  }

  /** Marks it closed; false if it was already. */
  final boolean closeOnce() {
    return CLOSINGS.getAndIncrement(this) == 0;
  }

  @Override
  public boolean isClosed() {
    return closings > 0;
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    open();
    return state.autoCommit();
  }

  /** Commits what is open, as JDBC says, when it switches auto-commit on. */
  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    open();
    if (autoCommit == state.autoCommit()) {
      return;
    }
    if (autoCommit && unit.active()) {
      commit();
    }
    state.autoCommit(autoCommit);
    sync(() -> state.autoCommit(!autoCommit));
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    open();
    return state.readOnly();
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    open();
    if (readOnly != state.readOnly()) {
      refuseInsideTransaction("read-only property");
      state.readOnly(readOnly);
      sync(() -> state.readOnly(!readOnly));
    }
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    open();
    Lease pinned = unit.pinnedLease();
    if (pinned != null) {
      return pinned.physical().getTransactionIsolation();
    }
    return unit.isolation();
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    open();
    Argument.isolation(level);
    int before = unit.isolation();
    if (level != before) {
      refuseInsideTransaction("isolation level");
      state.isolation(level);
      sync(() -> state.isolation(before));
    }
  }

  /** What was set reaches the leases; if one refuses it, it was not set. */
  private void sync(Runnable undo) throws SQLException {
    try {
      unit.sync();
    } catch (SQLException | RuntimeException e) {
      undo.run();
      throw e;
    }
  }

  private void refuseInsideTransaction(String what) throws SQLException {
    if (unit.active()) {
      throw new SQLException(
          "Cannot change transaction " + what + " in the middle of a transaction.", "25001");
    }
  }

  @Override
  public @Nullable String getSchema() throws SQLException {
    open();
    Lease pinned = unit.pinnedLease();
    if (pinned != null) {
      return pinned.physical().getSchema();
    }
    String schema = state.schema();
    return schema == null ? connector.facts().schema() : schema;
  }

  /** Null, or the schema that connections come with, stands for "as it comes". */
  @Override
  public void setSchema(@Nullable String schema) throws SQLException {
    open();
    String before = state.schema();
    state.schema(schema);
    sync(() -> state.schema(before));
  }

  @Override
  public String getCatalog() throws SQLException {
    open();
    return connector.facts().database();
  }

  /** PostgreSQL's driver ignores it, too. */
  @Override
  public void setCatalog(String catalog) throws SQLException {
    open();
  }

  @Override
  public int getHoldability() throws SQLException {
    open();
    return state.holdability();
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    open();
    Argument.holdability(holdability);
    state.holdability(holdability);
    unit.sync();
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    open();
    return state.networkTimeout();
  }

  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
    open();
    Argument.notNegative("networkTimeout", milliseconds);
    state.networkTimeout(executor, milliseconds);
    unit.sync();
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    open();
    return state.typeMap();
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    open();
    state.typeMap(map);
    unit.sync();
  }

  @Override
  public @Nullable String getClientInfo(String name) throws SQLException {
    return getClientInfo().getProperty(name);
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    open();
    Properties properties = new Properties();
    properties.putAll(state.clientInfo());
    return properties;
  }

  @Override
  public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
    Properties properties = new Properties();
    properties.putAll(state.clientInfo());
    properties.setProperty(name, value == null ? "" : value);
    setClientInfo(properties);
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    try {
      open();
      state.clientInfo(properties);
      unit.sync();
    } catch (SQLClientInfoException e) {
      throw e;
    } catch (SQLException e) {
      throw new SQLClientInfoException(e.getMessage(), e.getSQLState(), Map.of(), e);
    }
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    open();
    Lease lease = leases.any();
    return lease == null ? null : lease.physical().getWarnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    open();
    Lease lease = leases.any();
    if (lease != null) {
      lease.physical().clearWarnings();
    }
  }

  @Override
  public boolean isValid(int timeout) throws SQLException {
    Argument.notNegative("timeout", timeout);
    Lease lease = leases.any();
    return !isClosed() && (lease == null || lease.physical().isValid(timeout));
  }

  /** A pool's word to its connections, which ours leases for less long than that. */
  @Override
  public void beginRequest() throws SQLException {
    open();
  }

  @Override
  public void endRequest() throws SQLException {
    open();
  }

  /** For what only the driver can do: the lease that is held, else one of the primary. */
  @Override
  Connection delegate() throws SQLException {
    open();
    return unit.anyLease().physical();
  }
}
