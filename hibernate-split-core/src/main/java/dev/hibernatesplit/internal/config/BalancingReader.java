package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.internal.balancing.Balancer;
import dev.hibernatesplit.internal.balancing.OwnBalancer;
import dev.hibernatesplit.internal.balancing.WeightedRoundRobin;
import dev.hibernatesplit.spi.LoadBalancer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads how reads are shared out. */
final class BalancingReader {

  private static final String KEY = SplitSettings.BALANCER;
  private static final String WORDS =
      Stream.of(Balancer.values()).map(Balancer::word).collect(Collectors.joining(", "));

  private final Settings settings;
  private final Function<String, Class<?>> classes;

  BalancingReader(Settings settings, Function<String, Class<?>> classes) {
    this.settings = settings;
    this.classes = classes;
  }

  BalancingConfiguration read(
      @Nullable TargetConfiguration primary, List<TargetConfiguration> replicas) {
    return new BalancingConfiguration(
        balancer(),
        Durations.durationOrNone(
            settings, SplitSettings.SLOW_START, SplitSettings.DEFAULT_SLOW_START),
        RegionsReader.read(settings, primary, replicas));
  }

  /** Any, if what is asked for is a problem. */
  private LoadBalancer balancer() {
    String text = settings.text(KEY);
    if (text == null) {
      return named(SplitSettings.DEFAULT_BALANCER);
    }
    return settings.value(KEY) instanceof CharSequence && text.indexOf('.') < 0
        ? named(text)
        : own(text);
  }

  private LoadBalancer named(String word) {
    for (Balancer balancer : Balancer.values()) {
      if (balancer.word().equalsIgnoreCase(word)) {
        return balancer.make();
      }
    }
    String remedy = "Use one of: " + WORDS + "; or the full name of a class of yours";
    settings.problems().wrong(KEY, word, "no such balancer", remedy);
    return new WeightedRoundRobin();
  }

  private LoadBalancer own(String shown) {
    if (Lists.elements(settings.value(KEY)).size() != 1) {
      settings.problems().wrong(KEY, shown, "must be one balancer", "Use e.g. 'nearest'");
    }
    return new Instances<>(settings, classes, KEY, LoadBalancer.class)
        .read().stream()
            .findFirst()
            .<LoadBalancer>map(OwnBalancer::new)
            .orElseGet(WeightedRoundRobin::new);
  }
}
