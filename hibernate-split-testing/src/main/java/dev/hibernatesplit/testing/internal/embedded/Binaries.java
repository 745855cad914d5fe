package dev.hibernatesplit.testing.internal.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL programs on disk, unpacked once a machine and user. Any number of threads and
 * processes may ask at the same time: one unpacks beside the final folder and renames.
 */
final class Binaries {
  private static @Nullable Path unpacked;

  private Binaries() {}

  /** The folder that holds {@code bin/postgres} and {@code bin/initdb}. */
  static synchronized Path folder() {
    if (unpacked == null || !Files.isDirectory(unpacked)) {
      unpacked = unpack(Folders.cache());
    }
    return unpacked;
  }

  private static Path unpack(Path cache) {
    try {
      byte[] archive = archive();
      Path folder = cache.resolve("postgres-" + fingerprint(archive));
      if (!Files.isDirectory(folder)) {
        unpackLocked(archive, cache, folder);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack PostgreSQL into " + cache, e);
    }
  }

  private static void unpackLocked(byte[] archive, Path cache, Path folder) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.isDirectory(folder)) {
        Path fresh = Files.createTempDirectory(cache, "unpacking-");
        Folders.permit(fresh, "rwxr-xr-x");
        Archive.unpack(new ByteArrayInputStream(archive), fresh);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static byte[] archive() throws IOException {
    try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine())) {
      return in.readAllBytes();
    }
  }

  private static String fingerprint(byte[] archive) {
    CRC32C crc = new CRC32C();
    crc.update(archive);
    return Long.toHexString(crc.getValue()) + "-" + archive.length;
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "Darwin" : "Linux";
  }

  private static String machine() {
    String machine = System.getProperty("os.arch");
    return machine.equals("amd64") ? "x86_64" : machine;
  }
}
