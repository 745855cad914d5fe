package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.topology.Target;

/** Where is the primary? What it does not answer only makes lag older. */
final class PrimaryFindings implements Findings {

  private final Target primary;
  private final LagHistory history;

  PrimaryFindings(Target primary, LagHistory history) {
    this.primary = primary;
    this.history = history;
  }

  @Override
  public void sampled(Sample sample) {
    primary.load().roundTrip(sample.roundTrip());
    if (!sample.inRecovery()) {
      history.add(sample);
    }
  }
}
