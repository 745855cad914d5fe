package dev.hibernatesplit.testing.internal.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Waits for a client to say something, to cut its connection then: once. */
public final class Scissors {

  /** Which side has heard it when the connection is cut. */
  public enum Moment {
    BEFORE_THE_SERVER_HEARS,
    AFTER_THE_SERVER_ANSWERED
  }

  private record Cut(String said, Moment moment) {}

  private final AtomicReference<@Nullable Cut> waiting = new AtomicReference<>();

  public void cut(String said, Moment moment) {
    waiting.set(new Cut(said, moment));
  }

  /** Whether it has not been said yet. */
  public boolean waiting() {
    return waiting.get() != null;
  }

  /** When to cut the connection on which a client sends this, if it says what is waited for. */
  @Nullable Moment hears(byte[] bytes, int size) {
    Cut cut = waiting.get();
    return cut != null
            && new String(bytes, 0, size, ISO_8859_1).contains(cut.said)
            && waiting.compareAndSet(cut, null)
        ? cut.moment
        : null;
  }
}
