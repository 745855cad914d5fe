package dev.hibernatesplit.internal.tenants;

import java.sql.SQLNonTransientConnectionException;

/** Nobody knows the tenant. Nothing was sent. */
public final class UnknownTenantException extends SQLNonTransientConnectionException {

  private static final long serialVersionUID = 1L;

  /**
   * @param tenant who was asked for
   * @param remedy what to do about it
   */
  public UnknownTenantException(String tenant, String remedy) {
    super("No tenant is called '" + tenant + "'. " + remedy, "3D000");
  }
}
