package dev.hibernatesplit.benchmarks.load.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code 20s:kill:r1} and {@code 20s:freeze:r1:5s}. */
public final class FaultReader {

  private static final Duration LASTING = Duration.ofSeconds(5);
  private static final String KEY = "--fault";
  private static final String EXAMPLE = "Use e.g. '20s:kill:r1', or '20s:freeze:r1:5s'";

  /** What the load test calls the server that leads first. */
  public static final String PRIMARY = "primary";

  private final Set<String> servers;

  /**
   * @param servers the names that faults may strike
   */
  public FaultReader(Set<String> servers) {
    this.servers = servers;
  }

  /**
   * @throws IllegalArgumentException if it is no fault; the message says what to write
   */
  public Fault read(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 3 || parts.length > 4) {
      throw wrong(text, "must be time:kind:server, or time:kind:server:duration. " + EXAMPLE);
    }
    FaultKind kind = kind(text, parts[1]);
    String server = server(text, parts[2]);
    if (kind.ofReplicas() && server.equals(PRIMARY)) {
      throw wrong(
          text,
          "the kind '"
              + kind.word()
              + "' must name a replica. Use e.g. '20s:"
              + kind.word()
              + ":r1'");
    }
    return new Fault(
        Durations.read(KEY, text, parts[0]),
        kind,
        server,
        parts.length == 4 ? Durations.read(KEY, text, parts[3]) : LASTING);
  }

  private static FaultKind kind(String text, String word) {
    return Arrays.stream(FaultKind.values())
        .filter(kind -> kind.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    text,
                    Arrays.stream(FaultKind.values())
                        .map(FaultKind::word)
                        .collect(
                            Collectors.joining(
                                ", ", "the kind '" + word + "' must be one of ", ". " + EXAMPLE))));
  }

  private String server(String text, String name) {
    if (!servers.contains(name)) {
      throw wrong(
          text,
          "the server '"
              + name
              + "' must be one of "
              + String.join(", ", servers)
              + ". Use one of them, or more --replicas");
    }
    return name;
  }

  private static IllegalArgumentException wrong(String text, String ruleAndRemedy) {
    return new IllegalArgumentException(KEY + " = '" + text + "': " + ruleAndRemedy);
  }
}
