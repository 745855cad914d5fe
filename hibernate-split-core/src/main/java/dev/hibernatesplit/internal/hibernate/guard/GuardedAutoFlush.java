package dev.hibernatesplit.internal.hibernate.guard;

import org.hibernate.event.internal.DefaultAutoFlushEventListener;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.EventSource;

/** The same before a query: see {@link GuardedFlush}. */
final class GuardedAutoFlush extends DefaultAutoFlushEventListener {

  private final StaleWriteGuard guard;

  GuardedAutoFlush(StaleWriteGuard guard) {
    this.guard = guard;
  }

  @Override
  public void onAutoFlush(AutoFlushEvent event) {
    try {
      super.onAutoFlush(event);
    } finally {
      StaleWriteGuard.flushed(event.getSession());
    }
  }

  @Override
  protected void performExecutions(EventSource session) {
    guard.check(session);
    super.performExecutions(session);
  }
}
