package dev.hibernatesplit.benchmarks.load.report;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is told of some runs.
 *
 * @param title what was asked
 * @param parameters what was set
 * @param verdict what came out, a line each
 * @param figures plots over all runs, as {@code <figure>} elements; may be empty
 */
public record Report(
    String title,
    Map<String, String> parameters,
    List<String> verdict,
    String figures,
    List<Run> runs) {

  /**
   * Writes it for people, and beside it for programs.
   *
   * @param html a file, such as {@code load.html}; the other one is called {@code load.json}
   */
  public void write(Path html) throws IOException {
    Path folder = html.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(html, new Page(this).html());
    String name = html.getFileName().toString().replaceFirst("\\.html?$", "") + ".json";
    Files.writeString(html.resolveSibling(name), json());
  }

  String json() throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", title);
    json.put("parameters", parameters);
    json.put("verdict", verdict);
    json.put("runs", runs.stream().map(Run::json).toList());
    return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(json);
  }
}
