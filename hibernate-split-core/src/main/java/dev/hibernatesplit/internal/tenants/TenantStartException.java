package dev.hibernatesplit.internal.tenants;

import java.sql.SQLTransientConnectionException;

/** A tenant's servers could not be put to use. Nothing was sent, and the next ask tries again. */
final class TenantStartException extends SQLTransientConnectionException {

  private static final long serialVersionUID = 1L;

  TenantStartException(String tenant, Throwable cause) {
    super(
        "Tenant '"
            + tenant
            + "' could not be started; it is tried again when next asked for. "
            + cause.getMessage(),
        "08001",
        cause);
  }
}
