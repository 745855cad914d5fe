package dev.hibernatesplit.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two seconds of load on a real cluster, and what is told of them. */
class LoadTestIT {

  private static final Pattern PLOT = Pattern.compile("data:image/png;base64,([^\"]+)\"");

  @TempDir private Path folder;

  @Test
  void a_small_load_runs_and_its_report_can_be_read() throws IOException {
    Path html = folder.resolve("load.html");
    int exit =
        Console.run(
            new LoadTest(),
            "--workers=4",
            "--warm-up=500ms",
            "--duration=2s",
            "--replicas=1",
            "--consistency=session",
            "--fault=500ms:reset:r1",
            "--strict",
            "--out=" + html);
    assertThat(exit).isZero();
    String page = Files.readString(html);
    assertThat(page).contains("4 callers, 90 % reads", "r1 connections reset", "Nothing.");
    List<String> plots = PLOT.matcher(page).results().map(plot -> plot.group(1)).toList();
    assertThat(plots).hasSize(4).allSatisfy(LoadTestIT::isAPicture);
    assertThat(run(folder.resolve("load.json")))
        .containsEntry("stale_reads", 0)
        .containsEntry("failed_reads", 0)
        .hasEntrySatisfying("seconds", seconds -> assertThat((List<?>) seconds).hasSize(2))
        .hasEntrySatisfying(
            "by_target",
            targets ->
                assertThat(((Map<?, ?>) targets).keySet())
                    .map(Object::toString)
                    .containsOnly("primary", "r1"));
  }

  private static void isAPicture(String base64) throws IOException {
    byte[] png = Base64.getDecoder().decode(base64);
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isGreaterThan(1000);
  }

  private static Map<String, Object> run(Path json) throws IOException {
    Map<String, Object> report = JSON.std.mapFrom(Files.readString(json));
    @SuppressWarnings("unchecked")
    Map<String, Object> run = (Map<String, Object>) ((List<?>) report.get("runs")).get(0);
    return run;
  }
}
