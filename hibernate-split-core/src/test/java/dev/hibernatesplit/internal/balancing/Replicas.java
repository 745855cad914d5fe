package dev.hibernatesplit.internal.balancing;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Replicas to choose from, with figures of our own. */
final class Replicas {

  private Replicas() {}

  static Member replica(String name, double weight) {
    return new Member(name, null, weight, new Load());
  }

  /** One that a probe has measured once. */
  static Member measured(String name, double weight, long micros) {
    return in(null, name, weight, micros);
  }

  static Member in(@Nullable String region, String name, long micros) {
    return in(region, name, 1, micros);
  }

  private static Member in(@Nullable String region, String name, double weight, long micros) {
    Member member = new Member(name, region, weight, Load.timed(() -> 0));
    member.load().roundTrip(MICROSECONDS.toNanos(micros));
    return member;
  }

  static Member busy(Member member, int inFlight) {
    IntStream.range(0, inFlight).forEach(i -> member.load().taken());
    return member;
  }
}
