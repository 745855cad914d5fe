package dev.hibernatesplit.internal.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.health.Sample;
import dev.hibernatesplit.internal.topology.NoLives;
import dev.hibernatesplit.internal.topology.Physical;
import dev.hibernatesplit.internal.wal.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What samples and connections show of the servers behind one name. */
class LivesTest {

  private static final Instant ONE = Instant.ofEpochSecond(5);
  private static final Instant OTHER = Instant.ofEpochSecond(4);

  private final Lives lives = new Lives();

  private void sampled(long at, Instant life) {
    lives.sees(new Sample("r1", at, at, true, "1", 1, life, new Position(1), null, true, 2));
  }

  private static Physical made(long at, @Nullable Instant life) {
    return new Physical(at, 1, life);
  }

  @Test
  void a_connection_made_while_a_server_lived_that_leads_to_another_shows_several() {
    sampled(1, ONE);
    assertThat(lives.areSeveral(made(2, OTHER))).as("the one may have died since").isFalse();
    sampled(3, ONE);
    assertThat(lives.areSeveral(made(2, OTHER))).isTrue();
    assertThat(lives.areSeveral(made(2, ONE))).isFalse();
  }

  @Test
  void so_does_one_where_samples_lead_to_each_in_turn() {
    sampled(1, ONE);
    sampled(2, OTHER);
    sampled(4, ONE);
    assertThat(lives.areSeveral(made(3, OTHER))).isTrue();
    assertThat(lives.areSeveral(made(0, OTHER))).as("older than all samples").isTrue();
    assertThat(lives.areSeveral(made(0, NoLives.UNTOLD))).isFalse();
  }

  @Test
  void one_that_is_older_than_the_servers_life_may_only_be_dead() {
    sampled(1, OTHER);
    sampled(3, ONE); // it was restarted
    sampled(4, ONE);
    assertThat(lives.areSeveral(made(2, OTHER))).isFalse();
  }

  @Test
  void one_whose_first_question_had_no_answer_shows_nothing_and_one_of_a_pooler_does() {
    sampled(1, ONE);
    sampled(3, ONE);
    assertThat(lives.areSeveral(made(2, NoLives.UNTOLD))).isFalse();
    assertThat(lives.areSeveral(made(2, null))).as("not PostgreSQL's driver").isFalse();
    assertThat(lives.areSeveral(made(2, NoLives.POOLED))).isTrue();
  }

  @Test
  void who_never_answered_shows_nothing() {
    assertThat(lives.areSeveral(made(2, ONE))).isFalse();
  }

  @Test
  void lives_that_are_long_gone_are_forgotten() {
    for (int life = 0; life < 1_000; life++) {
      sampled(life, Instant.ofEpochSecond(life));
    }
    sampled(2_000, Instant.ofEpochSecond(1));
    assertThat(lives.areSeveral(made(1_500, OTHER))).isFalse();
  }
}
