package dev.hibernatesplit.it.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.ConsistencyToken;
import dev.hibernatesplit.Routing;
import dev.hibernatesplit.RoutingReason;
import dev.hibernatesplit.it.Application;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that were made here, and those that were not. */
@PostgresCluster(replicas = 1, statementLog = false)
class TokensIT {

  private static final Servings SERVINGS = new Servings();
  private static Application lenient;
  private static Application strict;

  /** What is wrong with a token. Its position alone would be behind what every replica has. */
  enum Foreign {
    SYSTEM,
    TIMELINE;

    ConsistencyToken like(ConsistencyToken own) {
      String[] parts = own.toString().split("-");
      int part = this == SYSTEM ? 0 : 1;
      parts[part] = Long.toString(Long.parseUnsignedLong(parts[part], 36) + 1, 36);
      parts[2] = "1";
      return ConsistencyToken.parse(String.join("-", parts));
    }
  }

  @BeforeAll
  static void start(ReplicatedPostgres cluster) {
    Map<String, Object> settings = Application.settings(cluster);
    settings.put("jakarta.persistence.schema-generation.database.action", "create");
    lenient = Application.start(settings, SERVINGS, Note.class);
    settings.remove("jakarta.persistence.schema-generation.database.action");
    settings.put("hibernate.split.unknown_token", "fail");
    strict = Application.start(settings, SERVINGS, Note.class);
    lenient.write(manager -> manager.persist(new Note(0, 1)));
    cluster.awaitCatchUp();
  }

  @AfterAll
  static void stop() {
    lenient.close();
    strict.close();
  }

  private static int number(Application application, ConsistencyToken seen) {
    return Routing.with(
        seen, () -> application.outside(manager -> manager.find(Note.class, 0L).getNumber()));
  }

  private static ConsistencyToken at(String position) {
    String[] parts = ConsistencyToken.current().toString().split("-");
    return ConsistencyToken.parse(parts[0] + "-" + parts[1] + "-" + position);
  }

  @ParameterizedTest
  @EnumSource
  void one_from_elsewhere_sends_its_reads_to_the_primary(Foreign foreign) {
    ConsistencyToken token = foreign.like(ConsistencyToken.current());
    assertThat(number(lenient, token)).isEqualTo(1);
    assertThat(SERVINGS.last().reason()).isEqualTo(RoutingReason.FENCE);
  }

  @ParameterizedTest
  @EnumSource
  void one_from_elsewhere_is_refused_where_that_is_asked_for(Foreign foreign) {
    ConsistencyToken token = foreign.like(ConsistencyToken.current());
    assertThatThrownBy(() -> number(strict, token))
        .hasStackTraceContaining("Consistency token '" + token + "'")
        .hasStackTraceContaining("hibernate.split.unknown_token = fail");
  }

  /** The control: it is not the position that keeps those of elsewhere off. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void one_of_here_is_for_every_replica_that_has_got_so_far(boolean refusing) {
    Application application = refusing ? strict : lenient;
    await()
        .untilAsserted(
            () -> {
              assertThat(number(application, at("1"))).isEqualTo(1);
              assertThat(SERVINGS.byReplica()).isTrue();
            });
  }

  /** It may be of here and just be new: nobody is refused for it, and no replica believed. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void one_that_is_forged_to_be_of_the_future_slows_down_its_bearer_only(boolean refusing) {
    ConsistencyToken forged = at(Long.toUnsignedString(-1, 36));
    assertThat(number(refusing ? strict : lenient, forged)).isEqualTo(1);
    assertThat(SERVINGS.last().reason()).isEqualTo(RoutingReason.FENCE);
    one_of_here_is_for_every_replica_that_has_got_so_far(refusing);
  }

  @Test
  void one_that_is_garbled_is_not_even_one() {
    String text = ConsistencyToken.current().toString();
    for (String garbled :
        new String[] {
          "",
          "-",
          "--",
          text.substring(1).replace('-', '.'),
          text + "-1",
          "'; drop table note--x",
          text.repeat(9)
        }) {
      assertThatThrownBy(() -> ConsistencyToken.parse(garbled))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void factories_on_one_database_have_one_token() {
    ConsistencyToken first = ConsistencyToken.current(strict.factory());
    lenient.write(manager -> manager.merge(new Note(1, 1)));
    ConsistencyToken current = ConsistencyToken.current();
    assertThat(current.position()).isGreaterThan(first.position());
    assertThat(ConsistencyToken.current(strict.factory()).position())
        .isGreaterThanOrEqualTo(current.position());
  }
}
