package dev.hibernatesplit.internal.hibernate.guard;

import dev.hibernatesplit.internal.config.StaleWrite;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** What the user asked for, which may be another thing for each tenant. */
public interface Policy {

  /** What to do with what a replica served. */
  StaleWrite staleWrite(SharedSessionContractImplementor session);

  /** How far a replica is behind now, in words. */
  String lag(SharedSessionContractImplementor session, String replica);
}
