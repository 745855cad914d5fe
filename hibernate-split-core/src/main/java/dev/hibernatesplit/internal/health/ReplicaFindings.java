package dev.hibernatesplit.internal.health;

import dev.hibernatesplit.internal.config.ProbeConfiguration;
import dev.hibernatesplit.internal.topology.ReplicaState;
import dev.hibernatesplit.internal.topology.Target;
import dev.hibernatesplit.internal.topology.Topology;
import dev.hibernatesplit.spi.SplitListener;
import java.sql.Connection;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** May this replica serve? */
final class ReplicaFindings implements Findings {

  private final Topology topology;
  private final Target replica;
  private final String systemIdentifier;
  private final ProbeConfiguration configuration;
  private final ReplicaLag lag;
  private final Succession succession;
  private final LagGuard guard;
  private final OwnCheck check;
  private final Inquiry inquiry;
  private final SplitListener listener;
  private final BiConsumer<Target, String> abort;
  private final LongSupplier ticker;
  private volatile ReplicaState before;
  private volatile @Nullable Long notBefore;
  private volatile boolean silent;
  private boolean warned;

  /**
   * @param systemIdentifier the primary's, which a replica of it has, too
   * @param abort ends what runs on a target that does not answer, for a cause
   */
  ReplicaFindings(
      Topology topology,
      Target replica,
      String systemIdentifier,
      ProbeConfiguration configuration,
      ReplicaLag lag,
      Succession succession,
      SplitListener listener,
      BiConsumer<Target, String> abort,
      LongSupplier ticker) {
    this.topology = topology;
    this.replica = replica;
    this.systemIdentifier = systemIdentifier;
    this.configuration = configuration;
    this.lag = lag;
    this.succession = succession;
    this.guard = new LagGuard(replica.configuration().lag(), configuration.lagWeight());
    this.check =
        new OwnCheck(configuration.healthCheck(), replica.name(), configuration.interval());
    this.inquiry = new Inquiry(replica, configuration.interval());
    this.listener = listener;
    this.abort = abort;
    this.ticker = ticker;
    this.before = topology.state(replica);
  }

  /** A read failed on it: for an interval it stays out, whatever its probes say. */
  void failedInService() {
    notBefore = ticker.getAsLong() + configuration.interval().toNanos();
  }

  @Override
  public void begins() {
    before = topology.state(replica);
  }

  @Override
  public void sampled(Sample sample) {
    silent = false;
    replica.isolation(sample.isolation());
    replica.load().roundTrip(sample.roundTrip());
    lag.sees(sample);
  }

  @Override
  public void further(Attempt attempt, Connection connection) {
    inquiry.look(connection, ticker.getAsLong());
    check.ask(attempt, connection, ticker.getAsLong());
  }

  @Override
  public void incomplete() {
    check.late(inWords(configuration.timeout().toMillis()));
    topology.unfit(replica, String.valueOf(check.objection()));
  }

  private static String inWords(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  /** What it finds counts only if nobody found out otherwise in the meantime. */
  @Override
  public void complete(Sample sample) {
    guard.sees(lag.at(ticker.getAsLong()));
    tellOfLag();
    String objection = objection(sample);
    if (objection != null) {
      topology.unfit(replica, objection);
    } else if (isLate(sample)) {
      topology.serves(replica, before, guard.share());
    }
  }

  /** Whether the sample is later than what a failure in service holds back. */
  private boolean isLate(Sample sample) {
    Long held = notBefore;
    return held == null || sample.sentAfter(held);
  }

  /** After a promotion, a replica may have gone another way: its positions then say nothing. */
  private @Nullable String unproven(@Nullable Integer timeline) {
    int primarys = succession.timeline();
    if (primarys == 0 || (timeline != null && timeline == primarys)) {
      return null;
    }
    return "it has not shown that it follows the primary to timeline %d (it is on %s)"
        .formatted(primarys, timeline == null ? "an unknown one" : timeline);
  }

  private void tellOfLag() {
    if (guard.warns() != warned) {
      warned = !warned;
      listener.lagChanged(replica.name(), warned, guard.inWords());
    }
  }

  private @Nullable String objection(Sample sample) {
    String other = Identity.objection(sample, systemIdentifier, replica.configuration().key());
    if (other != null) {
      return other;
    }
    String stray = unproven(sample.timeline());
    if (stray != null) {
      return stray;
    }
    return check.objection() == null ? guard.objection() : check.objection();
  }

  /** It serves on as it did, but only while its lag, which grows as nobody sees it, allows that. */
  @Override
  public void livesOn() {
    silent = false;
    guard.sees(lag.at(ticker.getAsLong()));
    tellOfLag();
    String objection = guard.objection();
    if (objection != null) {
      topology.unfit(replica, objection);
    }
  }

  @Override
  public void failed(Failure failure, boolean first) {
    if (first) {
      silent = failure.dead();
      topology.doubts(replica, failure.cause());
    } else if (failure.dead()) {
      topology.fails(replica, failure.cause());
      if (silent) {
        abort.accept(replica, failure.cause());
      }
      silent = true;
    } else {
      silent = false;
      topology.unfit(replica, failure.cause());
    }
  }
}
