package dev.hibernatesplit.internal.tenants;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TenantsTest {

  private final List<Servers> started = new CopyOnWriteArrayList<>();
  private final Time time = new Time();
  private final Tenants<Servers> tenants = tenants(this::start);

  /** Servers of one life of a tenant. */
  private static final class Servers implements AutoCloseable {
    private final String tenant;
    private volatile boolean closed;

    Servers(String tenant) {
      this.tenant = tenant;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Stands until it is moved. */
  private static final class Time extends Clock {
    private Instant now = Instant.EPOCH.plusSeconds(1_000_000);

    void pass(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private Tenants<Servers> tenants(Starter<Servers> starter) {
    return new Tenants<>(starter, Duration.ofMinutes(10), time);
  }

  private Servers start(String tenant) throws UnknownTenantException {
    if (tenant.equals("nobody")) {
      throw new UnknownTenantException(tenant, "Settings name none.");
    }
    Servers servers = new Servers(tenant);
    started.add(servers);
    return servers;
  }

  @Test
  void a_tenant_starts_when_it_is_first_asked_for_and_no_other_with_it() throws Exception {
    assertThat(started).isEmpty();
    Servers acme = tenants.enter("acme");

    assertThat(tenants.enter("acme")).isSameAs(acme);
    assertThat(started).containsExactly(acme);
    assertThat(tenants.enter("bolt").tenant).isEqualTo("bolt");
  }

  @Test
  void many_who_ask_at_once_get_one_start_and_another_tenant_need_not_wait_for_it()
      throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Tenants<Servers> some =
        tenants(
            tenant -> {
              if (tenant.equals("acme")) {
                begun.countDown();
                await(slow);
              }
              return start(tenant);
            });
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Servers>> asked = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      asked.add(threads.submit(() -> some.enter("acme")));
    }
    await(begun);

    assertThat(some.enter("bolt").tenant).isEqualTo("bolt");
    assertThat(asked).noneMatch(Future::isDone);
    slow.countDown();
    for (Future<Servers> one : asked) {
      assertThat(one.get(10, SECONDS).tenant).isEqualTo("acme");
    }
    assertThat(started).hasSize(2);
    threads.shutdown();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_start_that_failed_is_tried_again_when_next_asked_for() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Tenants<Servers> some =
        tenants(
            tenant -> {
              if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("no luck");
              }
              return start(tenant);
            });

    assertThatThrownBy(() -> some.enter("acme"))
        .isInstanceOf(SQLException.class)
        .hasMessageContainingAll("Tenant 'acme'", "tried again", "no luck")
        .hasFieldOrPropertyWithValue("SQLState", "08001")
        .hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(some.enter("acme").tenant).isEqualTo("acme");
  }

  @Test
  void nobody_knows_an_unknown_tenant_however_often_it_is_asked_for() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> tenants.enter("nobody"))
          .isInstanceOf(UnknownTenantException.class)
          .hasMessageContaining("No tenant is called 'nobody'. Settings name none.");
    }
  }

  @Test
  void a_tenant_is_closed_when_nobody_had_a_connection_for_long_enough_and_starts_again()
      throws Exception {
    Servers acme = tenants.enter("acme");
    tenants.leave("acme");
    time.pass(Duration.ofMinutes(10).minusMillis(1));
    tenants.closeIdle();
    assertThat(acme.closed).isFalse();

    time.pass(Duration.ofMillis(1));
    tenants.closeIdle();
    assertThat(acme.closed).isTrue();
    assertThat(tenants.enter("acme")).isNotSameAs(acme);
    assertThat(started).hasSize(2);
  }

  @Test
  void a_connection_keeps_its_tenant_however_long_it_is_open() throws Exception {
    Servers acme = tenants.enter("acme");
    tenants.enter("acme");
    tenants.leave("acme");
    time.pass(Duration.ofDays(1));
    tenants.closeIdle();
    assertThat(acme.closed).isFalse();

    tenants.leave("acme");
    tenants.closeIdle();
    assertThat(acme.closed).as("idle only since it was left").isFalse();
  }

  @Test
  void all_are_closed_in_the_end_and_none_starts_after_it() throws Exception {
    Servers acme = tenants.enter("acme");
    tenants.close();
    tenants.leave("acme");

    assertThat(acme.closed).isTrue();
    assertThatThrownBy(() -> tenants.enter("acme")).hasMessage("The factory is closed");
    assertThat(started).hasSize(1);
  }

  @Test
  void a_tenant_that_is_starting_when_all_is_closed_is_closed_as_soon_as_it_has_started()
      throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Tenants<Servers> some =
        tenants(
            tenant -> {
              begun.countDown();
              await(slow);
              return start(tenant);
            });
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<Servers> asked = thread.submit(() -> some.enter("acme"));
    await(begun);
    some.close();
    slow.countDown();

    assertThat(asked.get(10, SECONDS).closed).isTrue();
    thread.shutdown();
  }

  @Test
  void who_asks_for_the_tenant_that_he_is_starting_is_told_so_and_waits_for_nothing() {
    List<Tenants<Servers>> itself = new ArrayList<>();
    itself.add(
        tenants(
            tenant -> {
              try {
                return itself.get(0).enter(tenant);
              } catch (SQLException e) {
                throw new AssertionError(e);
              }
            }));

    assertThatThrownBy(() -> itself.get(0).enter("acme"))
        .hasMessageContaining("asked for while it is being found out what it is");
  }

  @Test
  void what_is_to_be_done_with_each_waits_for_those_that_are_starting() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Tenants<Servers> some =
        tenants(
            tenant -> {
              begun.countDown();
              await(slow);
              return start(tenant);
            });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<Servers> asked = threads.submit(() -> some.enter("acme"));
    await(begun);
    List<Servers> seen = new CopyOnWriteArrayList<>();
    Future<?> each = threads.submit(() -> some.forEach(seen::add));
    slow.countDown();
    each.get(10, SECONDS);

    assertThat(seen).containsExactly(asked.get(10, SECONDS));
    threads.shutdown();
  }

  /** Seven ask, leave and ask again while the eighth closes what is idle. */
  @Test
  void nobody_is_given_servers_that_were_closed_as_idle() throws Exception {
    Tenants<Servers> some = new Tenants<>(this::start, Duration.ofMillis(0), time);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Integer>> users = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      users.add(
          threads.submit(
              () -> {
                int closed = 0;
                for (int n = 0; n < 500 || started.size() < 2; n++) {
                  closed += some.enter("acme").closed ? 1 : 0;
                  some.leave("acme");
                }
                return closed;
              }));
    }
    while (!users.stream().allMatch(Future::isDone)) {
      some.closeIdle();
      LockSupport.parkNanos(1_000);
    }
    for (Future<Integer> user : users) {
      assertThat(user.get()).isZero();
    }
    assertThat(started).hasSizeGreaterThan(1);
    threads.shutdown();
  }
}
