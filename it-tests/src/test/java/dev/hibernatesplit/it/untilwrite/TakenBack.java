package dev.hibernatesplit.it.untilwrite;

import org.hibernate.SessionEventListener;

/** Tells a listener that what it was told is over, or has not been. */
abstract class TakenBack implements SessionEventListener {

  private static final long serialVersionUID = 1L;

  final transient SessionEventListener ours;

  private TakenBack(SessionEventListener ours) {
    this.ours = ours;
  }

  /** That a flush goes on. */
  static final class Flush extends TakenBack {
    private static final long serialVersionUID = 1L;

    Flush(SessionEventListener ours) {
      super(ours);
    }

    @Override
    public void flushStart() {
      ours.flushEnd(0, 0);
    }

    @Override
    public void flushEnd(int entities, int collections) {
      ours.flushStart();
    }

    @Override
    public void partialFlushStart() {
      ours.partialFlushEnd(0, 0);
    }

    @Override
    public void partialFlushEnd(int entities, int collections) {
      ours.partialFlushStart();
    }
  }

  /** That a commit has begun: by the time its flush is over. */
  static final class Commit extends TakenBack {
    private static final long serialVersionUID = 1L;

    Commit(SessionEventListener ours) {
      super(ours);
    }

    @Override
    public void flushEnd(int entities, int collections) {
      ours.transactionCompletion(true);
    }
  }
}
