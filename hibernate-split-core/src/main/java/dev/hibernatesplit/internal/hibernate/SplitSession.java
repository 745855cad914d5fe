package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.internal.connection.SessionView;
import dev.hibernatesplit.internal.consistency.Memory;
import dev.hibernatesplit.internal.consistency.Provenance;
import dev.hibernatesplit.internal.hibernate.guard.GuardedSession;
import dev.hibernatesplit.internal.hibernate.guard.Updates;
import org.hibernate.FlushMode;
import org.hibernate.SessionEventListener;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.loader.ast.spi.CascadingFetchProfile;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.jspecify.annotations.Nullable;

/**
 * Our side of one Hibernate session: makes the session known to the connections that it acquires.
 *
 * <p>Hibernate brackets each acquisition with two events on one thread; only between them the
 * session stands in a thread-local, and from there it goes into the connection. It stands before
 * the session's transaction coordinator, where it costs no look-up to be found again.
 */
sealed class SplitSession extends ForwardingCoordinator
    implements SessionView, GuardedSession, SessionEventListener permits UntilWriteSession {

  private static final long serialVersionUID = 1L;

  private static final ThreadLocal<@Nullable SplitSession> ACQUIRING = new ThreadLocal<>();

  private final transient SharedSessionContractImplementor session;
  private final transient Provenance provenance = new Provenance();
  private transient @Nullable Memory memory;
  private transient @Nullable Updates updates;
  private int writesAround;

  SplitSession(SharedSessionContractImplementor session, TransactionCoordinator hibernates) {
    super(hibernates);
    this.session = session;
  }

  /** The session that is acquiring a connection on this thread; null outside an acquisition. */
  static final @Nullable SplitSession acquiring() {
    return ACQUIRING.get();
  }

  final SharedSessionContractImplementor session() {
    return session;
  }

  @Override
  public void jdbcConnectionAcquisitionStart() {
    ACQUIRING.set(this);
  }

  /** Sets null where removing would do, too: that would make and unlink an entry each time. */
  @Override
  public void jdbcConnectionAcquisitionEnd() {
    ACQUIRING.set(null);
  }

  @Override
  public boolean transactionInProgress() {
    return session.isTransactionInProgress();
  }

  @Override
  public boolean readOnlyBySigns() {
    return session.getHibernateFlushMode() == FlushMode.MANUAL
        && session instanceof SessionImplementor stateful
        && stateful.isDefaultReadOnly();
  }

  @Override
  public @Nullable String target() {
    return SessionProperties.text(session, Routing.TARGET);
  }

  @Override
  public @Nullable String consistency() {
    return SessionProperties.text(session, Routing.CONSISTENCY);
  }

  @Override
  public Memory memory() {
    Memory known = memory;
    if (known == null) {
      known = new Memory();
      memory = known;
    }
    return known;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Updates updates() {
    Updates known = updates;
    if (known == null) {
      known = new Updates();
      updates = known;
    }
    return known;
  }

  @Override
  public @Nullable String region() {
    return SessionProperties.text(session, Routing.REGION);
  }

  /** A persist, merge, replicate, delete, lock, refresh or check begins; they nest. */
  @Override
  public void writeBegins() {
    mayWrite();
  }

  /** What follows, up to {@link #writeEnds}, may write, as a flush may; it nests, too. */
  final void mayWrite() {
    writesAround++;
  }

  /** A flush comes by an entity that is to be persisted with another one. */
  void flushReaches(Object entity) {
    mayWrite();
  }

  /** The innermost of them is over. One that failed never is: its session is to be thrown away. */
  @Override
  public void writeEnds() {
    writesAround--;
  }

  @Override
  public boolean partOfAWrite() {
    return writesAround > 0 || refreshesStateless();
  }

  /** A stateless session tells no listener that it refreshes; only how it loads then shows it. */
  private boolean refreshesStateless() {
    return session instanceof StatelessSession
        && session.getLoadQueryInfluencers().getEnabledCascadingFetchProfile()
            == CascadingFetchProfile.REFRESH;
  }
}
