package dev.hibernatesplit.it.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hibernatesplit.TargetRole;
import dev.hibernatesplit.it.Servers;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People say who leads, where the servers alone cannot tell. */
class LeadIT {

  private Troupe troupe;

  private void start(Map<String, Object> more) throws SQLException {
    troupe = Troupe.start(more);
  }

  @AfterEach
  void stop() {
    troupe.close();
  }

  @Test
  void a_server_that_was_promoted_by_accident_leads_once_people_say_so() throws SQLException {
    start(Map.of());
    troupe.write(1);
    troupe.cluster().awaitCatchUp();
    troupe.r1().promote();
    troupe.awaitState("r1", "not in recovery");
    troupe.write(2);
    troupe.primary().kill(); // for good, and r1 does not succeed it by itself
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> troupe.write(3))
                    .rootCause()
                    .hasMessageContaining("promoted while the primary lived: r1")
                    .hasMessageContaining("SplitManagement.lead"));

    troupe.management().lead("r1");
    troupe.write(4);
    assertThat(troupe.application().journeys().last().decision().target()).isEqualTo("r1");
    assertThat(troupe.status("r1").role()).isEqualTo(TargetRole.PRIMARY);
    assertThat(Troupe.entries(troupe.r1())).containsExactlyInAnyOrder(1L, 4L);

    troupe.primary().start();
    troupe.primary().clearStatements();
    troupe.awaitState("primary", "not in recovery");
    troupe.write(5);
    assertThat(Servers.ran(troupe.primary())).isEmpty();
    assertThat(Troupe.entries(troupe.primary())).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void a_live_primary_gives_way_and_is_fenced() throws SQLException {
    start(Map.of());
    troupe.write(1);
    troupe.cluster().awaitCatchUp();
    troupe.r1().promote();
    troupe.awaitState("r1", "not in recovery");
    troupe.write(2);
    assertThat(Troupe.entries(troupe.r1())).containsExactly(1L);
    troupe.management().lead("r1");
    troupe.primary().clearStatements();
    troupe.r2().clearStatements();
    troupe.write(3);
    for (int i = 0; i < 20; i++) {
      assertThat(troupe.finds(3)).isTrue();
      assertThat(troupe.finds(2)).isFalse(); // which r2 has, since it follows the old primary
    }
    assertThat(Servers.ran(troupe.primary())).isEmpty();
    assertThat(Servers.ran(troupe.r2())).isEmpty();
    troupe.awaitState("r2", "timeline 2");
  }

  @Test
  void with_roles_that_are_not_followed_people_move_the_primary_by_hand() throws SQLException {
    start(
        Map.of(
            "hibernate.split.follow_roles", "false", "hibernate.hikari.connectionTimeout", "500"));
    troupe.write(1);
    troupe.cluster().awaitCatchUp();
    troupe.primary().kill();
    troupe.r1().promote();
    troupe.r2().follow(troupe.r1());
    assertThatThrownBy(() -> troupe.write(2)).isNotNull();
    troupe.management().lead("r1");
    troupe.write(3);
    troupe.awaitServing("r2");
    await().until(() -> troupe.finds(3) && troupe.servedBy(3).equals("r2"));
    assertThat(Troupe.entries(troupe.r1())).containsExactlyInAnyOrder(1L, 3L);
  }

  @Test
  void roles_are_not_followed_where_a_setting_says_so() throws SQLException {
    start(
        Map.of(
            "hibernate.split.follow_roles", "false", "hibernate.hikari.connectionTimeout", "500"));
    troupe.primary().kill();
    troupe.r1().promote();
    troupe.r1().clearStatements();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> troupe.write(1)).isNotNull();
    }
    assertThat(Servers.ran(troupe.r1())).isEmpty();
  }

  @Test
  void who_cannot_lead_is_refused_with_what_to_do() throws Exception {
    start(Map.of("hibernate.split.replicas.r2.dedicated", "true"));
    refused("r3", "No server is called 'r3'. There are: primary, r1, r2.");
    refused("r1", "'r1' cannot lead: it is in recovery. Promote it first.");
    refused("r2", "'r2' cannot lead: it is dedicated");
    troupe.r1().kill();
    refused("r1", "'r1' cannot lead: hibernate.split.replicas.r1 cannot be reached");
    troupe.management().lead("primary"); // which it does
    troupe.write(1);
    assertThatThrownBy(() -> leadInJmx("r2")).hasStackTraceContaining("it is dedicated");
  }

  private void refused(String name, String words) {
    assertThatThrownBy(() -> troupe.management().lead(name))
        .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class)
        .hasMessageStartingWith(words);
  }

  private static void leadInJmx(String name) throws Exception {
    MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
    ObjectName bean =
        jmx.queryNames(new ObjectName("dev.hibernatesplit:type=SplitManagement,*"), null)
            .iterator()
            .next();
    jmx.invoke(bean, "lead", new Object[] {name}, new String[] {"java.lang.String"});
  }
}
