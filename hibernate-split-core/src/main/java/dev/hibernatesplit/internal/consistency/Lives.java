package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.internal.topology.Physical;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is what is sampled as one replica more than one server? Known by when servers were started, which
 * is another with each life. Not thread-safe.
 */
final class Lives {

  private static final int REMEMBERED = 16;

  private final Map<Instant, Sample> firstOfEach = new LinkedHashMap<>();
  private @Nullable Sample last;
  private boolean cameBack;

  /** It has answered. A server that was started anew never goes back to the life before. */
  void sees(Sample sample) {
    cameBack |= isAnother(sample) && firstOfEach.containsKey(sample.startedAt());
    last = sample;
    if (firstOfEach.putIfAbsent(sample.startedAt(), sample) == null
        && firstOfEach.size() > REMEMBERED) {
      firstOfEach.remove(firstOfEach.keySet().iterator().next());
    }
  }

  private boolean isAnother(Sample sample) {
    return last != null && !last.startedAt().equals(sample.startedAt());
  }

  /**
   * Whether a connection shows that there are several, if samples have not: it was made while a
   * server lived that answered before and after, and it is to another. One that is older than the
   * server's life may only be dead, and one whose life could not be asked for shows nothing.
   */
  boolean areSeveral(Physical connection) {
    Sample now = last;
    if (now == null || !connection.isOfKnownLife() || connection.isOfLife(now.startedAt())) {
      return false;
    }
    Sample first = firstOfEach.get(now.startedAt());
    return cameBack
        || connection.isPooled()
        || (first != null
            && !first.sentAfter(connection.madeAt())
            && now.sentAfter(connection.madeAt()));
  }
}
