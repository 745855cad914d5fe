package dev.hibernatesplit.it.applications;

import org.springframework.context.ApplicationContext;

/** An application, and what its users do with it, the same each time. */
public interface Scenario {

  /** The Spring configuration; its package has the entities, repositories and services. */
  Class<?> application();

  /** The data that the application opens with. */
  void open(ApplicationContext context);

  /** Users come and go; each use case is a step, and at most one transaction. */
  void play(ApplicationContext context, Transcript transcript);

  /** Some users see to what is theirs, each part of them to its own; see {@link Parts}. */
  void playPart(ApplicationContext context, Transcript transcript, int part);

  /** Users who only look. */
  void browse(ApplicationContext context, Transcript transcript);
}
