package dev.hibernatesplit.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a Prometheus server gets, and whether dashboard and document go by it. */
class PrometheusTest {

  private static final Pattern NAME = Pattern.compile("hibernate_split_\\w+");

  private static String scraped() {
    Counted figures = new Counted();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new SplitMetrics(figures, Tags.empty()).bindTo(registry);
    figures.happen();
    return registry.scrape();
  }

  /** The names of all series. */
  private static Set<String> series() {
    return scraped()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceAll("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(System.getProperty("basedir", "."), "../docs", file));
  }

  @Test
  void names_and_units_follow_its_convention() {
    assertThat(series())
        .containsExactlyInAnyOrder(
            "hibernate_split_failures_total",
            "hibernate_split_fallbacks_total",
            "hibernate_split_fence_waits_in_vain_total",
            "hibernate_split_fence_waits_seconds_count",
            "hibernate_split_fence_waits_seconds_sum",
            "hibernate_split_in_flight",
            "hibernate_split_lag_seconds",
            "hibernate_split_lag_size_bytes",
            "hibernate_split_latency_buckets_total",
            "hibernate_split_latency_seconds_count",
            "hibernate_split_latency_seconds_sum",
            "hibernate_split_leading",
            "hibernate_split_outages_total",
            "hibernate_split_pool_connections",
            "hibernate_split_pool_pending",
            "hibernate_split_retries_total",
            "hibernate_split_serving",
            "hibernate_split_statements_total");
  }

  @Test
  void a_series_looks_as_the_document_says() {
    assertThat(scraped())
        .contains(
            "hibernate_split_statements_total{kind=\"read\",reason=\"read_only_unit\",role=\"replica\",target=\"r1\"}"
                + " 1.0",
            "hibernate_split_latency_buckets_total{le=\"+Inf\",target=\"r1\"} 4.0",
            "hibernate_split_lag_seconds{target=\"r1\"} 1.5");
  }

  @Test
  void the_dashboard_asks_for_series_that_there_are_and_for_all_but_sums_and_counts()
      throws IOException {
    Set<String> asked = new TreeSet<>();
    collect(JSON.std.mapFrom(read("grafana/hibernate-split.json")), asked);
    assertThat(series()).containsAll(asked);
    assertThat(asked)
        .containsAll(
            series().stream()
                .filter(name -> !name.startsWith("hibernate_split_latency_s"))
                .toList());
  }

  /** The names in all expressions, however deep. */
  private static void collect(Object node, Set<String> names) {
    if (node instanceof Map<?, ?> map) {
      if (map.get("expr") instanceof String expression) {
        NAME.matcher(expression).results().forEach(found -> names.add(found.group()));
      }
      map.values().forEach(child -> collect(child, names));
    } else if (node instanceof List<?> list) {
      list.forEach(child -> collect(child, names));
    }
  }

  @Test
  void panels_have_a_title_a_place_and_a_query() throws IOException {
    Object panels = JSON.std.mapFrom(read("grafana/hibernate-split.json")).get("panels");
    assertThat(panels).isInstanceOf(List.class);
    assertThat((List<?>) panels)
        .hasSizeGreaterThan(8)
        .allSatisfy(
            panel -> {
              Map<?, ?> map = (Map<?, ?>) panel;
              assertThat((String) map.get("title")).isNotBlank();
              assertThat((Map<?, ?>) map.get("gridPos")).hasSize(4);
              assertThat((List<?>) map.get("targets")).isNotEmpty();
            });
  }

  @Test
  void the_document_has_a_row_for_each_meter_of_the_catalogue() throws IOException {
    String document = read("observing.md");
    for (SplitMeter meter : SplitMeter.values()) {
      assertThat(document).contains(row(meter));
    }
    assertThat(document.lines().filter(line -> line.startsWith("| `hibernate.split.")))
        .hasSize(SplitMeter.values().length);
  }

  private static String row(SplitMeter meter) {
    return "| `%s` | %s%s | %s | %s |"
        .formatted(
            meter.meterName(),
            meter.type().name().toLowerCase(java.util.Locale.ROOT),
            meter.unit() == null ? "" : ", " + meter.unit(),
            meter.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", ")),
            meter.description());
  }
}
