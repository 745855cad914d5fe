package dev.hibernatesplit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RoutingReasonTest {

  @Test
  void every_reason_is_explained_in_the_readme() throws Exception {
    String readme = Files.readString(Path.of(System.getProperty("basedir", "."), "../README.md"));

    assertThat(RoutingReason.values())
        .allSatisfy(reason -> assertThat(readme).contains("`" + reason.tag() + "`"));
  }
}
