package dev.hibernatesplit.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where figures were taken. */
final class Machine {

  private Machine() {}

  static Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put(
        "machine",
        Runtime.getRuntime().availableProcessors()
            + " processors, shared by callers, servers and network; "
            + System.getProperty("os.arch"));
    described.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
    return described;
  }
}
