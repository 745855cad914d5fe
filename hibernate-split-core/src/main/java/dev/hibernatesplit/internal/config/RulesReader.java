package dev.hibernatesplit.internal.config;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.internal.rules.Condition;
import dev.hibernatesplit.internal.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the query rules, and what must hold among them. */
final class RulesReader {

  private static final String PREFIX = SplitSettings.PREFIX + "rules.";

  private final Settings settings;

  RulesReader(Settings settings) {
    this.settings = settings;
  }

  /** All that are well written, in their order. */
  List<Rule> read() {
    List<Rule> rules = new ArrayList<>();
    Map<Integer, String> places = new HashMap<>();
    for (String name : settings.namesBelow(PREFIX)) {
      checkName(name);
      Rule rule = rule(name, order(name, places));
      if (rule != null) {
        rules.add(rule);
      }
    }
    rules.sort(Comparator.comparingInt(Rule::order));
    checkReach(rules);
    return rules;
  }

  private @Nullable Rule rule(String name, int order) {
    String when = required(SplitSettings.of(SplitSettings.RULE_WHEN, name), "'joins > 3'");
    String targetKey = SplitSettings.of(SplitSettings.RULE_TARGET, name);
    String target = required(targetKey, "a target's name");
    List<Condition> conditions =
        when == null
            ? List.of()
            : new ConditionsReader(
                    settings.problems(), SplitSettings.of(SplitSettings.RULE_WHEN, name))
                .read(when);
    target = target == null ? null : TargetNames.read(settings, targetKey);
    return target == null || conditions.isEmpty()
        ? null
        : new Rule(name, order, conditions, target);
  }

  private @Nullable String required(String key, String example) {
    if (settings.value(key) == null) {
      settings.problems().add(key, "is missing", "Each rule needs it: set it to e.g. " + example);
      return null;
    }
    return settings.text(key);
  }

  private void checkName(String name) {
    if (!name.matches("[A-Za-z0-9_-]+")) {
      String rule = "a name has letters, digits, '_' and '-' only";
      settings.problems().add(PREFIX + name, rule, "Use e.g. 'heavy-1'");
    }
  }

  private int order(String name, Map<Integer, String> places) {
    String key = SplitSettings.of(SplitSettings.RULE_ORDER, name);
    Integer order = Words.wholeNumber(settings, key, SplitSettings.DEFAULT_RULE_ORDER);
    if (order == null) {
      return SplitSettings.DEFAULT_RULE_ORDER;
    }
    String other = places.putIfAbsent(order, name);
    if (other != null) {
      String rule = "is " + order + ", as for the rule '" + other + "'";
      settings.problems().add(key, rule, "Give each rule another whole number");
    }
    return order;
  }

  private void checkReach(List<Rule> rules) {
    for (Rule later : rules) {
      for (Rule earlier : rules) {
        if (earlier.order() < later.order() && earlier.covers(later)) {
          unreachable(later, earlier);
          break;
        }
      }
    }
  }

  private void unreachable(Rule later, Rule earlier) {
    settings
        .problems()
        .add(
            SplitSettings.of(SplitSettings.RULE_WHEN, later.name()),
            "never counts, since the rule '"
                + earlier.name()
                + "' before it holds whenever it does",
            "Give it a lower order than " + earlier.order() + ", or remove it");
  }
}
