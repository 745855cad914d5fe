package dev.hibernatesplit.it.footprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One statement of the files of this test.
 *
 * @param touched the tables of its footprint, or {@link #EVERYTHING}
 */
record Sample(Set<String> touched, String sql) {

  static final Set<String> EVERYTHING = Set.of("*");

  static List<Sample> all(String file) {
    return read(file).lines().filter(line -> !line.startsWith("#")).map(Sample::parse).toList();
  }

  private static Sample parse(String line) {
    int bar = line.indexOf('|');
    Set<String> touched = new TreeSet<>();
    Stream.of(line.substring(0, bar).split(" ")).filter(t -> !t.isEmpty()).forEach(touched::add);
    return new Sample(touched, line.substring(bar + 1).strip());
  }

  static String read(String file) {
    try (InputStream in = Objects.requireNonNull(Sample.class.getResourceAsStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
