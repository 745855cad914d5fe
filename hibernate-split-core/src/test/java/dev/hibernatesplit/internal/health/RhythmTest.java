package dev.hibernatesplit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are in milliseconds of a clock that the test turns. */
class RhythmTest {

  private static final long MS = 1_000_000;

  private double chance = 0.5;
  private long now = 5_000 * MS;
  private final Rhythm rhythm = new Rhythm(1_000 * MS, () -> chance, now);

  @Test
  void it_begins_awake_and_slows_down_to_the_interval() {
    assertThat(pauses(12))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 1000L, 1000L);
  }

  @Test
  void an_idle_interval_is_a_tenth_longer_or_shorter() {
    pauses(11);
    chance = 0;
    assertThat(pauses(1)).containsExactly(900L);
    chance = 1;
    assertThat(pauses(1)).containsExactly(1100L);
  }

  @Test
  void who_wakes_it_gets_a_sample_at_once() {
    pauses(11);
    rhythm.sent(now);
    now += 300 * MS;
    rhythm.wake(now);
    assertThat(rhythm.due()).isEqualTo(now);
    assertThat(pauses(3)).containsExactly(1L, 2L, 4L);
  }

  @Test
  void however_often_it_is_woken_there_is_a_millisecond_between_samples() {
    rhythm.sent(now);
    long sent = now;
    for (int i = 0; i < 900; i++) {
      now += MS / 1000;
      rhythm.wake(now);
      assertThat(rhythm.due()).isEqualTo(sent + MS);
    }
  }

  @Test
  void once_woken_it_is_awake_until_a_sample_is_sent() {
    pauses(11);
    assertThat(rhythm.isAwake()).isFalse();
    rhythm.wake(now);
    assertThat(rhythm.isAwake()).isTrue();
    rhythm.sent(now);
    assertThat(rhythm.isAwake()).isFalse();
  }

  @Test
  void waking_one_that_is_awake_changes_nothing() {
    pauses(11);
    rhythm.sent(now);
    rhythm.wake(now);
    long due = rhythm.due();
    now += MS / 2;
    rhythm.wake(now);
    assertThat(rhythm.due()).isEqualTo(due);
    now = due;
    assertThat(pauses(2)).containsExactly(1L, 2L);
  }

  @Test
  void one_that_failed_or_answers_again_can_be_woken() {
    rhythm.wake(now);
    rhythm.failed(now, false);
    assertThat(rhythm.isAwake()).isFalse();
    rhythm.wake(now);
    assertThat(rhythm.isAwake()).isTrue();
    rhythm.answered();
    assertThat(rhythm.isAwake()).isFalse();
  }

  @Test
  void while_somebody_waits_there_is_a_sample_each_millisecond() {
    pauses(11);
    rhythm.waits(now);
    rhythm.waits(now);
    assertThat(pauses(100)).containsOnly(1L);
    rhythm.goes();
    assertThat(pauses(100)).containsOnly(1L);
    rhythm.goes();
    assertThat(pauses(4)).containsExactly(2L, 4L, 8L, 16L);
  }

  @Test
  void one_that_fails_for_the_first_time_is_asked_again_at_once() {
    rhythm.sent(now);
    rhythm.failed(now, true);
    assertThat(rhythm.due()).isEqualTo(now);
  }

  @Test
  void one_that_fails_is_not_asked_more_often_than_ten_times_an_interval() {
    rhythm.sent(now);
    rhythm.failed(now, false);
    assertThat(rhythm.due()).isEqualTo(now + 1_000 * MS);
    rhythm.wake(now);
    assertThat(pauses(3)).containsExactly(100L, 100L, 100L);
    rhythm.answered();
    rhythm.wake(now);
    assertThat(pauses(2)).containsExactly(1L, 2L);
  }

  @Test
  void one_sample_more_does_not_wake_it() {
    pauses(11);
    rhythm.sent(now);
    now += 300 * MS;
    rhythm.once(now);
    assertThat(rhythm.due()).isEqualTo(now);
    assertThat(pauses(2)).containsExactly(1000L, 1000L);
  }

  /** What lies between the samples that are sent when they are due. */
  private List<Long> pauses(int count) {
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      now = Math.max(now, rhythm.due());
      rhythm.sent(now);
      pauses.add((rhythm.due() - now) / MS);
      now = rhythm.due();
    }
    return pauses;
  }
}
