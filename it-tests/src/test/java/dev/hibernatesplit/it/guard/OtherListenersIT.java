package dev.hibernatesplit.it.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.it.guard.Things.Counter;
import dev.hibernatesplit.it.guard.Things.Part;
import dev.hibernatesplit.it.guard.Things.Shelf;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.internal.DefaultFlushEventListener;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.junit.jupiter.api.Test;

/** Somebody else has put a flush listener in the place of Hibernate's own. */
@PostgresCluster(replicas = 1)
class OtherListenersIT {

  /** Does nothing else than Hibernate's, but is not it. */
  private static final class Other extends DefaultFlushEventListener {}

  private static final class Others implements Integrator {
    @Override
    public void integrate(
        Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
      factory.getEventEngine().getListenerRegistry().setListeners(EventType.FLUSH, new Other());
    }
  }

  @Test
  void each_write_is_checked_by_itself(ReplicatedPostgres cluster) {
    IntegratorProvider others = () -> List.of(new Others());
    try (Stage stage =
        new Stage(
            cluster,
            "verify",
            Map.of(JpaSettings.INTEGRATOR_PROVIDER, others),
            Counter.class,
            Shelf.class,
            Part.class)) {
      stage.given(new Counter(1), new Counter(2), new Shelf(1));
      stage.meanwhile(
          manager -> {
            manager.find(Counter.class, 1L).value = 1;
            manager.find(Shelf.class, 1L).bag.add("others");
          });
      stage.refused(Counter.class, 1L, found -> found.name = "x");
      stage.refused(m -> m.find(Counter.class, 1L), EntityManager::remove);
      stage.refused(
          manager -> {
            Shelf found = manager.find(Shelf.class, 1L);
            Hibernate.initialize(found.bag);
            return found;
          },
          (manager, found) -> found.bag.add("x"));
      stage.write(m -> m.find(Counter.class, 2L), (manager, found) -> found.name = "x");
      assertThat(stage.now(m -> m.find(Counter.class, 2L)).name).isEqualTo("x");
      stage.resume();
    }
  }
}
