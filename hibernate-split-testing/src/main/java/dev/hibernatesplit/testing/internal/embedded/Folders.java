package dev.hibernatesplit.testing.internal.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where files live: below {@code java.io.tmpdir}. When we are root the servers run as another user;
 * if that one cannot enter {@code java.io.tmpdir}, below {@code /tmp} or {@code /var/tmp}.
 */
final class Folders {
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
  private static final int OUR_UID = ourUid();

  private Folders() {}

  static boolean weAreRoot() {
    return OUR_UID == 0;
  }

  /** A new empty folder for one cluster. */
  static Path forCluster() {
    try {
      return Files.createTempDirectory(base(), "hibernate-split-").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a folder for the cluster", e);
    }
  }

  /** The folder in which unpacked programs stay, one a user of this machine. */
  static Path cache() {
    Path cache = base().resolve("hibernate-split-cache-" + OUR_UID);
    try {
      Files.createDirectories(cache);
      if (uid(cache) != OUR_UID) {
        throw new IOException(cache + " belongs to another user: remove it");
      }
      permit(cache, "rwxr-xr-x");
      return cache;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a folder for PostgreSQL's programs", e);
    }
  }

  /** Creates a folder, and those above it that are missing, for all to enter. */
  static void createReadable(@Nullable Path folder) throws IOException {
    if (folder != null && !Files.isDirectory(folder)) {
      createReadable(folder.getParent());
      Files.createDirectory(folder);
      permit(folder, "rwxr-xr-x");
    }
  }

  static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static Path base() {
    return Stream.of(TEMPORARY, Path.of("/tmp"), Path.of("/var/tmp"))
        .filter(folder -> !weAreRoot() || enterableByAll(folder))
        .findFirst()
        .orElse(TEMPORARY);
  }

  private static boolean enterableByAll(Path folder) {
    try {
      for (Path at = folder.toRealPath(); at != null; at = at.getParent()) {
        if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A file of ours tells who we are. */
  private static int ourUid() {
    try {
      Path probe = Files.createTempFile(TEMPORARY, "hibernate-split-", ".probe");
      try {
        return uid(probe);
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to java.io.tmpdir = " + TEMPORARY, e);
    }
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
