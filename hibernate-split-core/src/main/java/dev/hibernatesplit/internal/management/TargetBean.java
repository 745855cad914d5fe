package dev.hibernatesplit.internal.management;

import dev.hibernatesplit.LatencyStatistics;
import dev.hibernatesplit.PoolStatistics;
import dev.hibernatesplit.TargetStatistics;
import dev.hibernatesplit.internal.statistics.Figures;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * One target's figures in JMX, each as it is when asked for.
 *
 * @param statistics tells them
 * @param name the target's
 */
record TargetBean(Figures statistics, String name) implements TargetStatisticsMXBean {

  private TargetStatistics now() {
    return statistics.target(name);
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  private LatencyStatistics latency() {
    return now().latency();
  }

  private int ofPool(ToIntFunction<PoolStatistics> figure) {
    PoolStatistics pool = now().pool();
    return pool == null ? -1 : figure.applyAsInt(pool);
  }

  @Override
  public String getRole() {
    return now().role().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isServing() {
    return now().serving();
  }

  @Override
  public long getStatements() {
    return now().statements();
  }

  @Override
  public long getFallBacks() {
    return now().fallBacks();
  }

  @Override
  public long getRetries() {
    return now().retries();
  }

  @Override
  public long getFailures() {
    return now().failures();
  }

  @Override
  public long getOutages() {
    return now().outages();
  }

  @Override
  public int getInFlight() {
    return now().inFlight();
  }

  @Override
  public double getLatencyP50() {
    return millis(latency().p50());
  }

  @Override
  public double getLatencyP90() {
    return millis(latency().p90());
  }

  @Override
  public double getLatencyP99() {
    return millis(latency().p99());
  }

  @Override
  public double getLatencyMax() {
    return millis(latency().max());
  }

  @Override
  public double getLag() {
    Duration lag = now().lag();
    return lag == null ? -1 : millis(lag);
  }

  @Override
  public long getLagBytes() {
    Long bytes = now().lagBytes();
    return bytes == null ? -1 : bytes;
  }

  @Override
  public String getPosition() {
    String position = now().position();
    return position == null ? "" : position;
  }

  @Override
  public int getPoolActive() {
    return ofPool(PoolStatistics::active);
  }

  @Override
  public int getPoolIdle() {
    return ofPool(PoolStatistics::idle);
  }

  @Override
  public int getPoolPending() {
    return ofPool(PoolStatistics::pending);
  }

  @Override
  public int getPoolTotal() {
    return ofPool(PoolStatistics::total);
  }
}
