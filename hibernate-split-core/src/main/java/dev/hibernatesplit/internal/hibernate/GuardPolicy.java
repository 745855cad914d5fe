package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.internal.Splitter;
import dev.hibernatesplit.internal.config.StaleWrite;
import dev.hibernatesplit.internal.hibernate.guard.Policy;
import dev.hibernatesplit.internal.topology.Target;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** What is to be done before something stale is written: the same for all, or for each tenant. */
record GuardPolicy(Splitting splitting) implements Policy {

  /** Whether anything is to be done for anybody. */
  static boolean mayGuard(Splitting splitting) {
    return !(splitting instanceof SplitConnectionProvider one)
        || one.splitter().staleWrite() != StaleWrite.ALLOW;
  }

  /** What a tenant asked for that is closed meanwhile, nobody knows; it writes nothing either. */
  @Override
  public StaleWrite staleWrite(SharedSessionContractImplementor session) {
    Object tenant = session.getTenantIdentifierValue();
    boolean closed =
        splitting instanceof TenantConnections tenants
            && tenant != null
            && !tenants.isRunning(tenant.toString());
    return closed ? StaleWrite.VERIFY_ALL : splitter(session).staleWrite();
  }

  @Override
  public String lag(SharedSessionContractImplementor session, String replica) {
    Splitter splitter = splitter(session);
    Target target = splitter.topology().nodes().get(replica);
    return target == null ? "no longer known" : splitter.monitor().lag(target).toString();
  }

  private Splitter splitter(SharedSessionContractImplementor session) {
    return SplitFactories.splitter(splitting, session.getTenantIdentifierValue());
  }
}
