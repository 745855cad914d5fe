package dev.hibernatesplit.internal.health;

import static dev.hibernatesplit.internal.health.Samples.at;
import static dev.hibernatesplit.internal.health.Samples.cut;
import static dev.hibernatesplit.internal.health.Samples.onTimeline;
import static dev.hibernatesplit.internal.health.Samples.primary;
import static dev.hibernatesplit.internal.health.Samples.replica;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The interval is a second, and so are the times; positions are bytes. */
class ReplicaLagTest {

  private final LagHistory history = new LagHistory(Duration.ofSeconds(1));
  private final ReplicaLag lag = new ReplicaLag(history);

  @Test
  void before_anybody_answers_nobody_knows() {
    unknown(0, "it has not answered");
    history.add(primary(0, 100));
    unknown(1, "it has not answered");
  }

  @Test
  void without_the_primary_nobody_knows() {
    lag.sees(replica(0, 100));
    unknown(1, "the primary has not answered");
  }

  @Test
  void a_replica_that_has_replayed_all_does_not_lag() {
    history.add(primary(0, 100));
    lag.sees(replica(0.5, 100));
    lags(0.5, 0, 0);
  }

  @Test
  void on_an_idle_primary_it_never_lags() {
    for (int second = 0; second < 3600; second++) {
      history.add(primary(second, 100));
      lag.sees(replica(second + 0.5, 100));
      lags(second + 0.5, 0, 0);
      lags(second + 0.9, 0, 0);
    }
  }

  @Test
  void the_first_commit_after_an_idle_hour_makes_no_more_than_an_interval() {
    for (int second = 0; second < 3600; second++) {
      history.add(primary(second, 100));
      lag.sees(replica(second + 0.5, 100));
    }
    history.add(primary(3600, 200));
    lag.sees(replica(3600.01, 150));
    lags(3600.01, 1.01, 50);
    lag.sees(replica(3600.5, 200));
    lags(3600.5, 0, 0);
  }

  @Test
  void a_write_that_no_sample_has_seen_yet_does_not_count() {
    history.add(primary(0, 100));
    lag.sees(replica(0.5, 100));
    history.add(primary(1, 200)); // after the replica's own sample
    lags(1.1, 0, 100);
  }

  @Test
  void paused_replay_counts_from_what_was_replayed_last() {
    for (int second = 0; second <= 5; second++) {
      history.add(primary(second, 100 + 10L * second));
      lag.sees(replica(second + 0.5, 105));
    }
    lags(5.5, 5.5, 45); // the sample of second 0 is the newest that it has replayed
    lags(6, 6, 45);
  }

  @Test
  void it_ends_as_soon_as_all_is_replayed() {
    paused_replay_counts_from_what_was_replayed_last();
    lag.sees(replica(6.5, 130));
    lags(6.5, 3.5, 20);
    lag.sees(replica(7, 150));
    lags(7, 0, 0);
  }

  @Test
  void cut_off_from_a_busy_primary_it_grows() {
    history.add(primary(0, 100));
    lag.sees(replica(0.5, 100));
    for (int second = 1; second <= 5; second++) {
      history.add(primary(second, 100 + 10L * second));
      lag.sees(cut(second + 0.5, 100));
    }
    lags(5.5, 5.5, 50);
  }

  @Test
  void cut_off_from_an_idle_primary_it_grows() {
    for (int second = 0; second <= 5; second++) {
      history.add(primary(second, 100));
      lag.sees(second == 0 ? replica(0.5, 100) : cut(second + 0.5, 100));
    }
    lags(5.5, 5, 0);
    lag.sees(replica(6, 100));
    lags(6, 0, 0);
  }

  @Test
  void one_that_never_receives_is_fed_otherwise_and_counts_by_positions_only() {
    history.add(primary(0, 100));
    lag.sees(cut(0.5, 100));
    lags(0.5, 0, 0);
  }

  @Test
  void when_the_primary_is_gone_its_age_is_the_lag() {
    history.add(primary(0, 100));
    for (int second = 0; second <= 5; second++) {
      lag.sees(replica(second + 0.5, 100));
    }
    lags(5.5, 5.5, 0);
  }

  @Test
  void when_the_replica_is_gone_its_age_is_the_lag() {
    lag.sees(replica(-0.1, 100));
    for (int second = 0; second <= 5; second++) {
      history.add(primary(second, 100));
    }
    lags(5.5, 0.5, 0); // it was behind none of them when it was last seen…
    history.add(primary(6, 200));
    lags(7, 2, 100); // …but who knows for how long
  }

  @Test
  void over_a_restart_replay_may_go_back_and_lag_grows_with_it() {
    for (int second = 0; second <= 3; second++) {
      history.add(primary(second, 100 + 10L * second));
    }
    lag.sees(replica(3.5, 130));
    lags(3.5, 0, 0);
    lag.sees(replica(3.6, 110));
    lags(3.6, 2.6, 20);
  }

  @Test
  void what_it_never_was_seen_to_replay_is_unknown() {
    history.add(primary(0, 100));
    lag.sees(replica(0.5, 50));
    unknown(0.5, "has not replayed");
  }

  @Test
  void another_timeline_is_another_history() {
    history.add(primary(0, 100));
    lag.sees(replica(0.5, 100));
    history.add(primary(1, 90, 2));
    unknownOnTimeline(1.5, 1, 100);
    lag.sees(onTimeline(2, 90, 2));
    lags(2, 0, 0);
  }

  private void unknownOnTimeline(double now, int timeline, long position) {
    lag.sees(onTimeline(now, position, timeline));
    unknown(now, "timeline " + timeline);
  }

  @Test
  void samples_close_together_do_not_push_out_the_older_ones() {
    history.add(primary(0, 100));
    for (int i = 1; i <= 100_000; i++) { // 100 s of a sample each millisecond
      history.add(primary(i / 1000.0, 100 + i));
    }
    lag.sees(replica(100.5, 100));
    lags(100.5, 100.5, 100_000);
    lag.sees(replica(100.5, 50_100));
    assertThat(seconds(100.5)).isBetween(50.5, 51.0);
  }

  @Test
  void a_long_history_is_thinned_out_and_still_begins_where_it_began() {
    for (int second = 0; second <= 100_000; second++) {
      history.add(primary(second, 100 + second));
    }
    lag.sees(replica(100_000.5, 100));
    lags(100_000.5, 100_000.5, 100_000);
    lag.sees(replica(100_000.5, 100_090));
    lags(100_000.5, 10.5, 10);
  }

  private void lags(double now, double seconds, long bytes) {
    assertThat(lag.at(at(now)))
        .isEqualTo(new Lag.Known(Duration.ofNanos(at(now) - at(now - seconds)), bytes));
  }

  private double seconds(double now) {
    return lag.at(at(now)) instanceof Lag.Known known ? known.time().toNanos() / 1e9 : -1;
  }

  private void unknown(double now, String why) {
    assertThat(lag.at(at(now)))
        .isInstanceOfSatisfying(Lag.Unknown.class, found -> assertThat(found.why()).contains(why));
  }
}
