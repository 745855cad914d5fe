package dev.hibernatesplit.internal.consistency;

import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.internal.wal.Position;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What each replica was seen to have: published anew with every sample of it and of the primary.
 *
 * <p>Positions are compared within one log only: one system, one timeline, one life of the primary.
 * Where another begins, nothing is proven any more. Thread-safe; asking takes no lock.
 */
final class Proofs {

  private final String[] replicas;
  private final @Nullable Sample[] latest;
  private final List<Lives> lives;
  private final Trail flushed = new Trail();
  private final Trail inserted = new Trail();
  private volatile Proof[] proofs;
  private volatile @Nullable Sample primary;
  private volatile boolean unflushed;
  private boolean timelineChanged;
  private int waiting;

  /**
   * @param replicas their names, whose places here are their numbers
   */
  Proofs(List<String> replicas) {
    this.replicas = replicas.toArray(String[]::new);
    this.latest = new Sample[replicas.size()];
    this.lives = replicas.stream().map(name -> new Lives()).toList();
    this.proofs = new Proof[replicas.size()];
    Arrays.fill(proofs, Proof.NONE);
  }

  /** The number of a replica, or -1 if there is none of this name. */
  int number(String replica) {
    for (int i = 0; i < replicas.length; i++) {
      if (replicas[i].equals(replica)) {
        return i;
      }
    }
    return -1;
  }

  /** The name of the replica with a number. */
  String name(int replica) {
    return replicas[replica];
  }

  Proof of(int replica) {
    return proofs[replica];
  }

  /** The newest sample of the primary; null if there is none. */
  @Nullable Sample primary() {
    return primary;
  }

  /** Whether the end of the primary's log is known as it was at this moment or later. */
  boolean sampledSince(long moment) {
    Sample newest = primary;
    return newest != null && Moments.of(newest.sentAt()) >= moment;
  }

  /** Whether a replica has been asked at this moment or later, and has answered. */
  synchronized boolean askedSince(String replica, long moment) {
    int number = number(replica);
    Sample newest = number < 0 ? null : latest[number];
    return newest != null && Moments.of(newest.sentAt()) >= moment;
  }

  /**
   * The primary has answered.
   *
   * @return whether it is another log than before
   */
  synchronized boolean primary(Sample sample) {
    Sample before = primary;
    boolean another = false;
    if (before != null && !sameLog(before, sample)) {
      another = true;
      timelineChanged |= !Objects.equals(before.timeline(), sample.timeline());
      flushed.clear();
      inserted.clear();
      Arrays.fill(latest, null);
    }
    long sentAt = Moments.of(sample.sentAt());
    unflushed |= sample.flushed() == null;
    inserted.add(sample.position(), sentAt);
    flushed.add(flushed(sample), sentAt);
    primary = sample;
    publish();
    return another;
  }

  /** What all synchronous commits before a sample lie before; see {@link #unflushed}. */
  Position flushed(Sample sample) {
    Position flushed = sample.flushed();
    return unflushed || flushed == null ? sample.position() : flushed;
  }

  /**
   * Whether a commit that seemed synchronous may have returned before it was flushed: the setting
   * was changed while we ran. Once so, always so, for what was committed meanwhile and over the
   * connections that were made meanwhile.
   */
  boolean unflushed() {
    return unflushed;
  }

  private static boolean sameLog(Sample one, Sample other) {
    return one.systemIdentifier().equals(other.systemIdentifier())
        && Objects.equals(one.timeline(), other.timeline())
        && one.startedAt().equals(other.startedAt());
  }

  /** A replica has answered. */
  synchronized void replica(Sample sample) {
    int number = number(sample.node());
    if (number >= 0) {
      lives.get(number).sees(sample);
      latest[number] = sample;
      publish();
    }
  }

  /** Whether a connection shows that what is sampled as one replica is more than one server. */
  synchronized boolean isOfSeveralServers(int replica, Physical connection) {
    return lives.get(replica).areSeveral(connection);
  }

  private void publish() {
    Proof[] next = new Proof[latest.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = proof(latest[i]);
    }
    proofs = next;
    if (waiting > 0) {
      notifyAll();
    }
  }

  private Proof proof(@Nullable Sample replica) {
    Sample known = primary;
    if (replica == null || known == null || !replica.inRecovery() || !follows(replica, known)) {
      return Proof.NONE;
    }
    Position at = replica.position();
    return new Proof(
        Moments.of(replica.sentAt()),
        replica.startedAt(),
        flushed.provenAt(at),
        inserted.provenAt(at),
        at);
  }

  /** One that does not tell its timeline is believed until there has been more than one. */
  private boolean follows(Sample replica, Sample known) {
    return replica.systemIdentifier().equals(known.systemIdentifier())
        && (replica.timeline() == null
            ? !timelineChanged
            : replica.timeline().equals(known.timeline()));
  }

  /**
   * Waits for samples that show something.
   *
   * @return whether they did, in time
   */
  synchronized boolean await(BooleanSupplier shown, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    waiting++;
    try {
      while (!shown.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        long millis = left / 1_000_000;
        wait(millis, (int) (left - millis * 1_000_000));
      }
      return true;
    } finally {
      waiting--;
    }
  }
}
