package dev.hibernatesplit.internal.hibernate;

import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Meets every new session; one whose factory does not split gets nothing but a constant. */
public final class SplitSessions implements ExtensionIntegration<SplitSessions.Attached> {

  private static final Attached NOT_SPLIT = new Attached() {};

  /** What a session carries. */
  public interface Attached extends Extension {}

  @Override
  public Class<Attached> getExtensionType() {
    return Attached.class;
  }

  @Override
  public Attached createExtension(ExtensionIntegrationContext context) {
    SharedSessionContractImplementor session = context.getSession();
    if (!splits(session)) {
      return NOT_SPLIT;
    }
    SplitSession attached = new SplitSession(session);
    session.getEventListenerManager().addListener(attached);
    return attached;
  }

  private static boolean splits(SharedSessionContractImplementor session) {
    return session.getFactory().getServiceRegistry().getService(ConnectionProvider.class)
        instanceof SplitConnectionProvider;
  }
}
