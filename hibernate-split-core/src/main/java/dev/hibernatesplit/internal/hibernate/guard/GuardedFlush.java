package dev.hibernatesplit.internal.hibernate.guard;

import org.hibernate.event.internal.DefaultFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEvent;

/** Hibernate's own, which asks the guard when it knows all that it will write. */
final class GuardedFlush extends DefaultFlushEventListener {

  private final StaleWriteGuard guard;

  GuardedFlush(StaleWriteGuard guard) {
    this.guard = guard;
  }

  @Override
  public void onFlush(FlushEvent event) {
    try {
      super.onFlush(event);
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
