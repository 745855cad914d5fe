package dev.hibernatesplit.internal.hibernate.guard;

import org.hibernate.event.internal.DefaultAutoFlushEventListener;
import org.hibernate.event.internal.DefaultFlushEntityEventListener;
import org.hibernate.event.internal.DefaultFlushEventListener;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/** Puts the guard into a factory. */
public final class GuardListeners {

  private GuardListeners() {}

  /** From now on nothing stale is written through this factory. */
  public static void register(EventListenerRegistry registry, Policy policy) {
    StaleWriteGuard guard = new StaleWriteGuard(policy);
    Marking marking = new Marking();
    registry.appendListeners(EventType.POST_LOAD, marking);
    registry.appendListeners(EventType.INIT_COLLECTION, marking);
    replace(
        registry.getEventListenerGroup(EventType.FLUSH_ENTITY),
        DefaultFlushEntityEventListener.class,
        new GuardedFlushEntity());
    replace(
        registry.getEventListenerGroup(EventType.FLUSH),
        DefaultFlushEventListener.class,
        new GuardedFlush(guard));
    replace(
        registry.getEventListenerGroup(EventType.AUTO_FLUSH),
        DefaultAutoFlushEventListener.class,
        new GuardedAutoFlush(guard));
  }

  private static <T> void replace(EventListenerGroup<T> group, Class<?> hibernates, T ours) {
    group.addDuplicationStrategy(new InsteadOf(hibernates));
    group.appendListener(ours);
  }

  /** Puts what is added in the place of Hibernate's own. */
  private record InsteadOf(Class<?> hibernates) implements DuplicationStrategy {

    @Override
    public boolean areMatch(Object added, Object present) {
      return present.getClass() == hibernates && hibernates.isInstance(added);
    }

    @Override
    public Action getAction() {
      return Action.REPLACE_ORIGINAL;
    }
  }
}
