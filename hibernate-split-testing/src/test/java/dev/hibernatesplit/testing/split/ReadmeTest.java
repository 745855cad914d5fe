package dev.hibernatesplit.testing.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown to readers is what is run here. */
class ReadmeTest {

  private static final Path HERE = Path.of(System.getProperty("basedir", "."));

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/testing.md"})
  void the_test_that_is_shown_is_one_that_runs(String document) throws IOException {
    String source = read("src/test/java/dev/hibernatesplit/testing/split/ShopTest.java");
    String test = source.substring(source.indexOf("@SimulatedCluster")).strip();

    assertThat(read("../" + document)).contains("```java\n" + test + "\n```");
  }

  private static String read(String path) throws IOException {
    return Files.readString(HERE.resolve(path));
  }
}
