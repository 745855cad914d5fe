package dev.hibernatesplit.internal.hibernate;

import org.hibernate.event.spi.AbstractSessionEvent;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;
import org.hibernate.event.spi.LockEvent;
import org.hibernate.event.spi.LockEventListener;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.event.spi.RefreshContext;
import org.hibernate.event.spi.RefreshEvent;
import org.hibernate.event.spi.RefreshEventListener;
import org.hibernate.event.spi.ReplicateEvent;
import org.hibernate.event.spi.ReplicateEventListener;

/**
 * One end of the bracket round what writes, or needs what is newest: its SELECTs look like any
 * read.
 *
 * <p>The opening one is the first listener of its event, the closing one the last.
 */
@SuppressWarnings("deprecation") // of replicate, which applications may use all the same
abstract sealed class WriteBracket
    implements PersistEventListener,
        MergeEventListener,
        ReplicateEventListener,
        DeleteEventListener,
        LockEventListener,
        RefreshEventListener {

  private static final long serialVersionUID = 1L;

  /** Hibernate takes one listener of a class for an event, so each end has its own. */
  static final class Opening extends WriteBracket {
    private static final long serialVersionUID = 1L;

    @Override
    void mark(SplitSession session, AbstractSessionEvent event) {
      session.writeBegins();
    }
  }

  /** Opens it where a flush comes by what is persisted with others, new or long since there. */
  static final class OpeningAtFlush extends WriteBracket {
    private static final long serialVersionUID = 1L;

    @Override
    void mark(SplitSession session, AbstractSessionEvent event) {
      session.flushReaches(((PersistEvent) event).getObject());
    }
  }

  /** See {@link Opening}. */
  static final class Closing extends WriteBracket {
    private static final long serialVersionUID = 1L;

    @Override
    void mark(SplitSession session, AbstractSessionEvent event) {
      session.writeEnds();
    }
  }

  abstract void mark(SplitSession session, AbstractSessionEvent event);

  private void mark(AbstractSessionEvent event) {
    if (event.getSession().getTransactionCoordinator() instanceof SplitSession session) {
      mark(session, event);
    }
  }

  @Override
  public void onPersist(PersistEvent event) {
    mark(event);
  }

  @Override
  public void onPersist(PersistEvent event, PersistContext createdAlready) {
    mark(event);
  }

  @Override
  public void onMerge(MergeEvent event) {
    mark(event);
  }

  @Override
  public void onMerge(MergeEvent event, MergeContext copiedAlready) {
    mark(event);
  }

  @Override
  public void onReplicate(ReplicateEvent event) {
    mark(event);
  }

  @Override
  public void onDelete(DeleteEvent event) {
    mark(event);
  }

  @Override
  public void onDelete(DeleteEvent event, DeleteContext transientEntities) {
    mark(event);
  }

  @Override
  public void onLock(LockEvent event) {
    mark(event);
  }

  @Override
  public void onRefresh(RefreshEvent event) {
    mark(event);
  }

  @Override
  public void onRefresh(RefreshEvent event, RefreshContext refreshedAlready) {
    mark(event);
  }
}
