package dev.hibernatesplit;

import java.util.List;

/**
 * The settings ask for what cannot be. Carries every problem that was found, not only the first;
 * none of them shows a secret.
 */
public final class SplitConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // List.copyOf gives one that can be serialized
  private final List<String> problems;

  /** One sentence or two a problem: key, value, rule, remedy. */
  public SplitConfigurationException(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems in the order they were found, at least one. */
  public List<String> problems() {
    return problems;
  }

  private static String message(List<String> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return "hibernate-split found "
        + count
        + " in the settings:\n  "
        + String.join("\n  ", problems);
  }
}
