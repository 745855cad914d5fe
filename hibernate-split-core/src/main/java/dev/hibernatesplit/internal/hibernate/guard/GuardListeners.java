package dev.hibernatesplit.internal.hibernate.guard;

import java.util.stream.StreamSupport;
import org.hibernate.event.internal.DefaultAutoFlushEventListener;
import org.hibernate.event.internal.DefaultFlushEntityEventListener;
import org.hibernate.event.internal.DefaultFlushEventListener;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.service.spi.EventListenerGroup;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * Puts the guard into a factory: in batches where Hibernate's own listeners flush, else before each
 * write.
 */
public final class GuardListeners {

  private final EventListenerRegistry registry;
  private final StaleWriteGuard guard;

  private GuardListeners(EventListenerRegistry registry, Policy policy) {
    this.registry = registry;
    this.guard = new StaleWriteGuard(policy);
  }

  /** From now on nothing stale is written through this factory. */
  public static void register(EventListenerRegistry registry, Policy policy) {
    GuardListeners listeners = new GuardListeners(registry, policy);
    Marking marking = new Marking(policy);
    registry.appendListeners(EventType.POST_LOAD, marking);
    registry.appendListeners(EventType.INIT_COLLECTION, marking);
    if (listeners.hibernateFlushes()) {
      listeners.inBatches();
    } else {
      listeners.eachByItself();
    }
  }

  private boolean hibernateFlushes() {
    return has(EventType.FLUSH_ENTITY, DefaultFlushEntityEventListener.class)
        && has(EventType.FLUSH, DefaultFlushEventListener.class)
        && has(EventType.AUTO_FLUSH, DefaultAutoFlushEventListener.class);
  }

  @SuppressWarnings("deprecation") // slow, but the only way to see them
  private boolean has(EventType<?> event, Class<?> hibernates) {
    Iterable<?> listeners = registry.getEventListenerGroup(event).listeners();
    return StreamSupport.stream(listeners.spliterator(), false)
        .anyMatch(listener -> listener.getClass() == hibernates);
  }

  private void inBatches() {
    replace(
        EventType.FLUSH_ENTITY, DefaultFlushEntityEventListener.class, new GuardedFlushEntity());
    replace(EventType.FLUSH, DefaultFlushEventListener.class, new GuardedFlush(guard));
    replace(EventType.AUTO_FLUSH, DefaultAutoFlushEventListener.class, new GuardedAutoFlush(guard));
  }

  private <T> void replace(EventType<T> event, Class<?> hibernates, T ours) {
    EventListenerGroup<T> group = registry.getEventListenerGroup(event);
    group.addDuplicationStrategy(new InsteadOf(hibernates));
    group.appendListener(ours);
  }

  private void eachByItself() {
    EachByItself each = new EachByItself(guard);
    registry.appendListeners(EventType.PRE_UPDATE, each);
    registry.appendListeners(EventType.PRE_DELETE, each);
    registry.appendListeners(EventType.PRE_COLLECTION_UPDATE, each);
    registry.appendListeners(EventType.PRE_COLLECTION_REMOVE, each);
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
