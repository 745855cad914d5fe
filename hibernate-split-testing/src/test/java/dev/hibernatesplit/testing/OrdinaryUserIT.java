package dev.hibernatesplit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other tests run as whoever started them; this one leaves root. */
class OrdinaryUserIT {
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=nobody", "--clear-groups", "--");

  @Test
  void a_cluster_starts_as_an_ordinary_user(@TempDir Path folder) throws IOException {
    assumeTrue(works(AS_NOBODY), "Not root, or no setpriv: the other tests ran as this user");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (ChildJvm child = ChildJvm.start(AS_NOBODY, folder, readableCopies(folder), "closed")) {
      Path data = Path.of(child.line());
      assertThat(Files.getOwner(data).getName()).isEqualTo("nobody");
      assertThat(data.resolve("..").normalize()).hasParent(folder.toRealPath());
      assertThat(child.line()).isEqualTo(ChildJvm.UP);
      child.finish();
      assertThat(child.process().onExit().join().exitValue()).isZero();
      assertThat(child.leftOvers()).isEmpty();
    }
  }

  private static boolean works(List<String> prefix) throws IOException {
    try {
      List<String> command = Stream.concat(prefix.stream(), Stream.of("id", "-u")).toList();
      Process process = new ProcessBuilder(command).start();
      return process.onExit().join().exitValue() == 0;
    } catch (IOException noSuchTool) {
      return false;
    }
  }

  /** A class path that others may read: ours may lie in a home folder. */
  private static String readableCopies(Path folder) throws IOException {
    Path copies = Files.createDirectory(folder.resolve("class-path"));
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .map(entry -> copy(entry, copies).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path copy(Path entry, Path copies) {
    Path target = copies.resolve(Integer.toHexString(entry.hashCode()) + "-" + entry.getFileName());
    try (Stream<Path> files = Files.walk(entry)) {
      for (Path file : files.toList()) {
        Path to = target.resolve(entry.relativize(file).toString());
        Files.copy(file, file.equals(entry) ? target : to, StandardCopyOption.REPLACE_EXISTING);
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
