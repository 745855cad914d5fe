package dev.hibernatesplit.testing.simulated;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a simulated server, as the driver would make it. For one thread at a time, but
 * for {@link #lose}.
 *
 * <p>Like a driver's it goes on living when it is closed, which gives it back to the server, as to
 * a pool. Those of one life of a server are equal: none can see more than another, so the library
 * may take what it has sampled over one to be true of all.
 */
final class Wire implements InvocationHandler {

  private final Server server;
  private final int life;
  private final Work work;
  private final Connection face;
  private long takenAt;
  private @Nullable Long sampledAt;
  private @Nullable Long catalogueAt;
  private volatile boolean lost;

  /**
   * @param own to the database, for a server that takes writes; null for a replica
   */
  Wire(Server server, int life, @Nullable Connection own) {
    this.server = server;
    this.life = life;
    this.work =
        own == null
            ? new ReplicaWork(server.history(), server.replay())
            : new PrimaryWork(server.history(), own);
    this.face = Faces.of(Connection.class, this);
  }

  /** Somebody has it from now on. */
  Connection taken() {
    takenAt = System.nanoTime();
    sampledAt = null;
    catalogueAt = null;
    return face;
  }

  Connection face() {
    return face;
  }

  Server server() {
    return server;
  }

  Work work() {
    return work;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    Object first = args == null ? null : args[0];
    return switch (method.getName()) {
      case "equals" -> isOfSameLife(first);
      case "hashCode" -> server.hashCode();
      case "toString" -> "connection to " + server;
      case "isClosed" -> lost;
      case "isValid" -> !lost;
      case "isWrapperFor" -> Faces.wraps(proxy, first);
      case "unwrap" -> Faces.unwrapped(proxy, first);
      case "close" -> close();
      case "abort" -> server.cut(this);
      default -> {
        checkAlive();
        yield alive(method, args, first);
      }
    };
  }

  private boolean isOfSameLife(@Nullable Object other) {
    return other != null
        && Proxy.isProxyClass(other.getClass())
        && Proxy.getInvocationHandler(other) instanceof Wire wire
        && wire.server == server
        && wire.life == life;
  }

  void checkAlive() throws SQLException {
    if (lost) {
      throw Faults.lost(server.name());
    }
  }

  private @Nullable Object alive(Method method, Object @Nullable [] args, @Nullable Object first)
      throws Throwable {
    switch (method.getName()) {
      case "createStatement", "prepareStatement", "prepareCall" -> {
        return Run.of(this, method, args);
      }
      case "getMetaData" -> {
        return metaData(work.connection().getMetaData());
      }
      case "setAutoCommit" -> work.autoCommit(Boolean.TRUE.equals(first));
      case "setReadOnly" -> work.readOnly(Boolean.TRUE.equals(first));
      case "setTransactionIsolation" -> work.isolation(first instanceof Integer level ? level : 0);
      case "commit" -> work.commit();
      case "rollback" -> rollback(method, args);
      default -> {
        return answer(method, args);
      }
    }
    return null;
  }

  private @Nullable Object answer(Method method, Object @Nullable [] args) throws Throwable {
    return switch (method.getName()) {
      case "getAutoCommit" -> work.autoCommit();
      case "isReadOnly" -> work.readOnly();
      case "getTransactionIsolation" -> work.isolation();
      default -> Faces.call(work.connection(), method, args);
    };
  }

  private void rollback(Method method, Object @Nullable [] args) throws Throwable {
    if (args == null) {
      work.rollback();
    } else {
      Faces.call(work.connection(), method, args);
      work.rolledBack();
    }
  }

  /** PostgreSQL is what it says that it is. */
  private DatabaseMetaData metaData(DatabaseMetaData h2) {
    return Faces.of(
        DatabaseMetaData.class,
        (proxy, method, args) ->
            switch (method.getName()) {
              case "getDatabaseProductName" -> "PostgreSQL";
              case "getDatabaseProductVersion" -> "18.6";
              case "getDatabaseMajorVersion" -> 18;
              case "getDatabaseMinorVersion" -> 6;
              case "getConnection" -> face;
              default -> Faces.call(h2, method, args);
            });
  }

  /** The library asks where the server is. */
  void sampled(long position) {
    sampledAt = position;
  }

  /** The library reads the catalogue, as it is from now on. */
  void readsCatalogue() {
    catalogueAt = server.history().schemaVersion();
  }

  private @Nullable Object close() throws SQLException {
    if (!lost) {
      work.reset();
      if (sampledAt != null) {
        server.sightings().add(takenAt, sampledAt);
      }
      if (catalogueAt != null) {
        server.history().schemaKnown(catalogueAt);
      }
      server.givenBack(this);
    }
    return null;
  }

  /** It ends, whoever has it, and what it was about to do is undone. */
  void lose() {
    lost = true;
    try {
      work.undone();
    } catch (SQLException e) {
      throw new IllegalStateException("H2 does not roll back", e);
    }
  }
}
