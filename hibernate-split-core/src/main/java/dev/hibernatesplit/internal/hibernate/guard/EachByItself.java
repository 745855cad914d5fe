package dev.hibernatesplit.internal.hibernate.guard;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;

/** Asks the guard just before each write, where somebody else's listener does the flushing. */
final class EachByItself
    implements PreUpdateEventListener,
        PreDeleteEventListener,
        PreCollectionUpdateEventListener,
        PreCollectionRemoveEventListener {

  private static final long serialVersionUID = 1L;

  private final transient StaleWriteGuard guard;

  EachByItself(StaleWriteGuard guard) {
    this.guard = guard;
  }

  private void check(SharedSessionContractImplementor session, Object entity) {
    if (session instanceof EventSource stateful) {
      guard.check(stateful, entity);
    }
  }

  /** A stateless session tells no session. */
  private void check(AbstractCollectionEvent event) {
    EventSource session = event.getSession();
    if (session != null) {
      guard.check(session, event.getCollection());
    }
  }

  @Override
  public boolean onPreUpdate(PreUpdateEvent event) {
    check(event.getSession(), event.getEntity());
    return false;
  }

  @Override
  public boolean onPreDelete(PreDeleteEvent event) {
    check(event.getSession(), event.getEntity());
    return false;
  }

  @Override
  public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
    check(event);
  }

  @Override
  public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
    check(event);
  }
}
