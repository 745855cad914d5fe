package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.internal.sql.Classifier;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.id.IncrementGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the queries on the primary that count ids on from the greatest: plain reads by their text,
 * and a stateless session tells nobody what they are for.
 */
final class IncrementIds implements SessionFactoryObserver {

  private static final long serialVersionUID = 1L;

  private final transient Splitting splitting;

  IncrementIds(Splitting splitting) {
    this.splitting = splitting;
  }

  @Override
  public void sessionFactoryCreated(SessionFactory factory) {
    factory
        .unwrap(SessionFactoryImplementor.class)
        .getMappingMetamodel()
        .forEachEntityDescriptor(entity -> keep(entity.getGenerator()));
  }

  @SuppressWarnings("deprecation") // nothing else tells the text before it is first used up
  private void keep(@Nullable Generator generator) {
    if (generator instanceof IncrementGenerator increment) {
      for (String sql : increment.getAllSqlForTests()) {
        splitting.teach(splitter -> keep(sql, splitter.connector().classifier()));
      }
    }
  }

  private static void keep(String sql, Classifier classifier) {
    classifier.keepOnPrimary(classifier.classify(sql), "counts ids on from the greatest");
  }
}
