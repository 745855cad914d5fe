package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.internal.Splitter;
import dev.hibernatesplit.internal.config.Configuration;
import dev.hibernatesplit.internal.config.TenantsConfiguration;
import dev.hibernatesplit.internal.tenants.IdleWatch;
import dev.hibernatesplit.internal.tenants.Tenants;
import dev.hibernatesplit.internal.tenants.UnknownTenantException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.service.UnknownUnwrapTypeException;
import org.hibernate.service.spi.Stoppable;
import org.jspecify.annotations.Nullable;

/**
 * Gives Hibernate connections to a tenant's own servers. Thread-safe.
 *
 * <p>Unwraps to no DataSource: whose would it be?
 */
final class TenantConnections
    implements MultiTenantConnectionProvider<Object>, Splitting, Stoppable {

  private static final long serialVersionUID = 1L;

  private final transient TenantsConfiguration configuration;
  private final @Nullable String any;
  private final transient List<Consumer<Splitter>> lessons = new CopyOnWriteArrayList<>();
  private final transient Tenants<Splitter> tenants;
  private final transient IdleWatch watch;

  /**
   * @param any whom Hibernate asks what holds for all; null for nobody
   */
  TenantConnections(TenantsConfiguration configuration, @Nullable String any) {
    this.configuration = configuration;
    this.any = any;
    this.tenants = new Tenants<>(this::start, configuration.idle(), Clock.systemUTC());
    this.watch = new IdleWatch(tenants, configuration.idle());
  }

  private Splitter start(String tenant) throws UnknownTenantException {
    Configuration asked = configuration.tenant(tenant);
    if (asked == null) {
      throw new UnknownTenantException(tenant, configuration.known());
    }
    Splitter splitter = Splitter.startTenant(asked, tenant);
    try {
      lessons.forEach(lesson -> lesson.accept(splitter));
      return splitter;
    } catch (RuntimeException e) {
      splitter.close();
      throw e;
    }
  }

  /** Those that start meanwhile are waited for, since they may have begun without the lesson. */
  @Override
  public void teach(Consumer<Splitter> lesson) {
    lessons.add(lesson);
    tenants.forEach(lesson);
  }

  /** Whether a tenant's pools are open. */
  boolean isRunning(String tenant) {
    return tenants.running(tenant) != null;
  }

  /**
   * What gives a tenant's connections now.
   *
   * @throws IllegalStateException if its pools are not open
   */
  Splitter running(String tenant) {
    Splitter splitter = tenants.running(tenant);
    if (splitter == null) {
      throw new IllegalStateException(
          "Tenant '" + tenant + "' is not open: it is unknown, idle, or still starting.");
    }
    return splitter;
  }

  @Override
  public Connection getAnyConnection() throws SQLException {
    if (any == null) {
      throw new SQLException("No tenant is named whom Hibernate may ask what holds for all.");
    }
    return tenants.enter(any).connector().open(null, false);
  }

  @Override
  public void releaseAnyConnection(Connection connection) throws SQLException {
    if (any != null) {
      release(any, connection);
    }
  }

  @Override
  public Connection getConnection(Object tenant) throws SQLException {
    return open(tenant, false);
  }

  @Override
  public Connection getReadOnlyConnection(Object tenant) throws SQLException {
    return open(tenant, true);
  }

  /** The session is taken first: a tenant's source may use sessions of its own on this thread. */
  private Connection open(Object tenant, boolean readOnly) throws SQLException {
    SplitSession session = SplitSession.acquiring();
    return tenants.enter(tenant.toString()).connector().open(session, readOnly);
  }

  @Override
  public void releaseConnection(Object tenant, Connection connection) throws SQLException {
    release(tenant.toString(), connection);
  }

  @Override
  public void releaseReadOnlyConnection(Object tenant, Connection connection) throws SQLException {
    release(tenant.toString(), connection);
  }

  private void release(String tenant, Connection connection) throws SQLException {
    try {
      connection.close();
    } finally {
      tenants.leave(tenant);
    }
  }

  @Override
  public boolean supportsAggressiveRelease() {
    return false;
  }

  /** The read-only flag goes to the physical connection, where that is the primary's. */
  @Override
  public boolean handlesConnectionReadOnly() {
    return true;
  }

  @Override
  public boolean isUnwrappableAs(Class<?> type) {
    return type.isInstance(this);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new UnknownUnwrapTypeException(type);
  }

  @Override
  public void stop() {
    watch.close();
    tenants.close();
  }
}
