package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.internal.hibernate.cache.GuardedRegions;
import dev.hibernatesplit.internal.hibernate.guard.GuardListeners;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;

/**
 * Learns from a factory what SQL alone does not tell: what Hibernate does, and where entities'
 * tables are to be read. Only in factories that split.
 */
public final class SplitIntegrator implements Integrator {

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
    Splitting splitting = SplitFactories.splitting(factory);
    if (splitting != null) {
      EntityWishes wishes = EntityWishes.of(metadata, factory.getSqlStringGenerationContext());
      splitting.teach(wishes::tell);
      wishes.refuseContradictions();
      factory.addObserver(new IncrementIds(splitting));
      if (factory.getServiceRegistry().getService(RegionFactory.class) instanceof GuardedRegions) {
        splitting.teach(splitter -> splitter.connector().guarantees().feedCaches());
      }
      if (splitting instanceof SplitConnectionProvider one && one.splitter().inJmx()) {
        factory.addObserver(new SplitFactories.InJmx());
      }
      EventListenerRegistry registry = factory.getEventEngine().getListenerRegistry();
      bracket(registry, EventType.PERSIST);
      bracket(registry, EventType.PERSIST_ONFLUSH, new WriteBracket.OpeningAtFlush());
      bracket(registry, EventType.MERGE);
      bracket(registry, EventType.REPLICATE);
      bracket(registry, EventType.DELETE);
      bracket(registry, EventType.LOCK);
      bracket(registry, EventType.REFRESH);
      if (GuardPolicy.mayGuard(splitting)) {
        GuardListeners.register(registry, new GuardPolicy(splitting));
      }
    }
  }

  private static <T> void bracket(EventListenerRegistry registry, EventType<T> event) {
    bracket(registry, event, new WriteBracket.Opening());
  }

  private static <T> void bracket(
      EventListenerRegistry registry, EventType<T> event, WriteBracket opening) {
    Class<T> listener = event.baseListenerInterface();
    registry.getEventListenerGroup(event).prependListener(listener.cast(opening));
    registry.getEventListenerGroup(event).appendListener(listener.cast(new WriteBracket.Closing()));
  }
}
