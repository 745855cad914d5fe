package dev.hibernatesplit.internal.hibernate;

import dev.hibernatesplit.internal.Splitter;
import java.util.function.Consumer;

/** What gives Hibernate the connections of one splitter, or of one a tenant. */
interface Splitting {

  /** What a factory knows reaches every splitter, now or when it starts, perhaps twice. */
  void teach(Consumer<Splitter> lesson);
}
