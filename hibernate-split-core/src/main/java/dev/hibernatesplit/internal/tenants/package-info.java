/** Whose servers? One topology a tenant, started when first asked for, closed when idle. */
@NullMarked
package dev.hibernatesplit.internal.tenants;

import org.jspecify.annotations.NullMarked;
