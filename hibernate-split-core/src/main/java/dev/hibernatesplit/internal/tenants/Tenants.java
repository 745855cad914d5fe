package dev.hibernatesplit.internal.tenants;

import static dev.hibernatesplit.internal.observation.SplitLog.LOG;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whose servers?
 *
 * <p>Who asks for a tenant first starts it, on his own thread; others who ask for it meanwhile wait
 * for that one start, and no lock is held that anybody else could need. A start that failed is
 * forgotten, so that the next ask tries again. Thread-safe.
 *
 * @param <S> what stands for a tenant's servers
 */
public final class Tenants<S extends AutoCloseable> implements AutoCloseable {

  private final ConcurrentMap<String, Tenant<S>> tenants = new ConcurrentHashMap<>();
  private final Starter<S> starter;
  private final Duration idle;
  private final Clock clock;
  private volatile boolean closed;

  /**
   * @param starter starts a tenant's servers
   * @param idle how long a tenant may be without connections before {@link #closeIdle} closes it
   */
  public Tenants(Starter<S> starter, Duration idle, Clock clock) {
    this.starter = starter;
    this.idle = idle;
    this.clock = clock;
  }

  /**
   * The servers of a tenant, for one more connection; {@link #leave} when it is closed.
   *
   * @throws UnknownTenantException if nobody knows the tenant
   * @throws SQLException if they could not be started; nothing is to be left then
   */
  public S enter(String name) throws SQLException {
    while (true) {
      Tenant<S> tenant = tenants.get(name);
      if (tenant == null) {
        Tenant<S> fresh = new Tenant<>(name);
        tenant = tenants.putIfAbsent(name, fresh);
        if (tenant == null) {
          return start(fresh).servers();
        }
      }
      if (tenant.enter()) {
        return tenant.servers();
      }
      tenant.awaitGone();
    }
  }

  /** Asks whether all is over after the tenant can be seen, so that either side sees the other. */
  private Tenant<S> start(Tenant<S> tenant) throws SQLException {
    if (closed) {
      tenants.remove(tenant.name(), tenant);
      throw new SQLException("The factory is closed", "08003");
    }
    tenant.start(starter);
    if (tenant.failed()) {
      tenants.remove(tenant.name(), tenant);
    }
    return tenant;
  }

  /** A connection of the tenant's was closed. */
  public void leave(String name) {
    Tenant<S> tenant = tenants.get(name);
    if (tenant != null) {
      tenant.leave(clock.millis());
    }
  }

  /** The servers of a tenant that has started; null if it is not there, or not yet. */
  public @Nullable S running(String name) {
    Tenant<S> tenant = tenants.get(name);
    return tenant == null ? null : tenant.running();
  }

  /** Does something with each tenant's servers, waiting for those that are being started. */
  public void forEach(Consumer<S> work) {
    tenants
        .values()
        .forEach(
            tenant -> {
              try {
                work.accept(tenant.servers());
              } catch (SQLException e) {
                LOG.debugf(e, "Tenant '%s' has not started", tenant.name());
              }
            });
  }

  /** Closes the tenants that were without connections for long enough. */
  public void closeIdle() {
    long then = clock.millis() - idle.toMillis();
    for (Tenant<S> tenant : tenants.values()) {
      if (tenant.endIfIdleSince(then)) {
        close(tenant);
        LOG.tenantIdle(tenant.name(), shown(idle));
      }
    }
  }

  private static String shown(Duration time) {
    boolean seconds = time.toMillis() % 1000 == 0;
    return seconds ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  private void close(Tenant<S> tenant) {
    tenant.close(() -> tenants.remove(tenant.name(), tenant));
  }

  /** Closes all, whoever uses them; who asks from now on gets an error. */
  @Override
  public void close() {
    closed = true;
    tenants.values().forEach(Tenant::end);
    tenants.values().forEach(this::close);
  }
}
