package dev.hibernatesplit.internal.tenants;

/**
 * Brings a tenant's servers to life.
 *
 * @param <S> what stands for them
 */
@FunctionalInterface
public interface Starter<S> {

  /**
   * Starts them, or leaves nothing behind. Called once at a time for a tenant, by whoever asked
   * first.
   *
   * @throws UnknownTenantException if nobody knows the tenant
   */
  S start(String tenant) throws UnknownTenantException;
}
