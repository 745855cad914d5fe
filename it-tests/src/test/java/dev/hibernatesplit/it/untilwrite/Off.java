package dev.hibernatesplit.it.untilwrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.spi.EventType;

/** Takes away, by Hibernate's own means, what tells us what a transaction means to do. */
interface Off {

  /** Does something in a session meanwhile. */
  Object during(Session session, Supplier<Object> work);

  /** Nothing is taken away. */
  static Off nothing() {
    return (session, work) -> work.get();
  }

  /** Hibernate's own listener of an event is the only one. */
  static <T> Off listeners(EventType<T> event, T hibernates) {
    return (session, work) -> {
      EventListenerGroup<T> group =
          session
              .getSessionFactory()
              .unwrap(SessionFactoryImplementor.class)
              .getEventEngine()
              .getListenerRegistry()
              .getEventListenerGroup(event);
      List<T> all = listeners(group);
      replace(group, List.of(hibernates));
      try {
        return work.get();
      } finally {
        replace(group, all);
      }
    };
  }

  @SuppressWarnings("deprecation") // slow, but the only way to see them
  private static <T> List<T> listeners(EventListenerGroup<T> group) {
    List<T> all = new ArrayList<>();
    group.listeners().forEach(all::add);
    return all;
  }

  private static <T> void replace(EventListenerGroup<T> group, List<T> listeners) {
    group.clearListeners();
    listeners.forEach(group::appendListener);
  }

  /** What a session tells is taken back by a listener of its own. */
  static Off told(UnaryOperator<SessionEventListener> takenBack) {
    return (session, work) -> {
      session.addEventListeners(takenBack.apply(ours(session)));
      return work.get();
    };
  }

  /** Statements by hand pass for Hibernate's. */
  static Off brackets() {
    return (session, work) -> {
      SessionEventListener ours = ours(session);
      ours.jdbcPrepareStatementStart();
      try {
        return work.get();
      } finally {
        ours.jdbcPrepareStatementEnd();
      }
    };
  }

  private static SessionEventListener ours(Session session) {
    return (SessionEventListener)
        session.unwrap(SharedSessionContractImplementor.class).getTransactionCoordinator();
  }
}
