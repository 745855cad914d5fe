package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.spi.ReplicaHealthCheck;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads how the targets are watched. */
final class ProbesReader {

  private final Settings settings;
  private final Function<String, Class<?>> classes;

  ProbesReader(Settings settings, Function<String, Class<?>> classes) {
    this.settings = settings;
    this.classes = classes;
  }

  ProbeConfiguration read() {
    new LagReader(settings).checkAll();
    return new ProbeConfiguration(
        Durations.duration(
            settings, SplitSettings.PROBE_INTERVAL, SplitSettings.DEFAULT_PROBE_INTERVAL),
        Durations.duration(
            settings, SplitSettings.PROBE_TIMEOUT, SplitSettings.DEFAULT_PROBE_TIMEOUT),
        lagWeight(),
        healthCheck(),
        new BreakerConfiguration(
            maxFailures(),
            Durations.duration(
                settings, SplitSettings.FAILURE_WINDOW, SplitSettings.DEFAULT_FAILURE_WINDOW),
            Durations.duration(
                settings, SplitSettings.RECOVERY_TIME, SplitSettings.DEFAULT_RECOVERY_TIME)));
  }

  private @Nullable ReplicaHealthCheck healthCheck() {
    List<ReplicaHealthCheck> checks =
        new Instances<>(settings, classes, SplitSettings.HEALTH_CHECK, ReplicaHealthCheck.class)
            .read();
    if (checks.size() > 1) {
      String rule = "there can be one only";
      String remedy = "Give one that asks the others";
      settings.problems().add(SplitSettings.HEALTH_CHECK, rule, remedy);
    }
    return checks.isEmpty() ? null : checks.get(0);
  }

  private double lagWeight() {
    String text = settings.text(SplitSettings.LAG_WEIGHT);
    if (text == null) {
      return SplitSettings.DEFAULT_LAG_WEIGHT;
    }
    if (text.matches("\\d?[.]?\\d{1,6}")) {
      double weight = Double.parseDouble(text);
      if (weight > 0 && weight <= 1) {
        return weight;
      }
    }
    wrong(
        SplitSettings.LAG_WEIGHT,
        text,
        "must be a number above 0, at most 1",
        "'0.3', or remove the key for the default of " + SplitSettings.DEFAULT_LAG_WEIGHT);
    return SplitSettings.DEFAULT_LAG_WEIGHT;
  }

  private int maxFailures() {
    String text = settings.text(SplitSettings.MAX_FAILURES);
    if (text == null) {
      return SplitSettings.DEFAULT_MAX_FAILURES;
    }
    if (text.matches("\\d{1,4}")) {
      int failures = Integer.parseInt(text);
      if (failures >= 1 && failures <= 1000) {
        return failures;
      }
    }
    wrong(
        SplitSettings.MAX_FAILURES,
        text,
        "must be a whole number from 1 to 1000",
        "'5', or remove the key for the default of " + SplitSettings.DEFAULT_MAX_FAILURES);
    return SplitSettings.DEFAULT_MAX_FAILURES;
  }

  private void wrong(String key, String text, String rule, String example) {
    settings.problems().wrong(key, text, rule, "Use e.g. " + example);
  }
}
