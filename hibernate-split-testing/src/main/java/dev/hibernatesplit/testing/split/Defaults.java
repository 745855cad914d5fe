package dev.hibernatesplit.testing.split;

import dev.hibernatesplit.spi.SplitListener;
import java.util.Map;

/** What tests want of the library whatever the cluster: to hear of it, and no waiting. */
public final class Defaults {

  private Defaults() {}

  /** Settings for tests that end and revive replicas all the time. */
  public static Map<String, Object> settings(SplitListener listener) {
    return Map.of(
        "hibernate.split.listeners", listener,
        "hibernate.split.slow_start", "0s",
        "hibernate.split.max_failures", "1000",
        "hibernate.split.probe_timeout", "10s",
        "hibernate.split.jmx", "false");
  }
}
