package dev.hibernatesplit.testing.internal.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A {@code .txz} file and how it is laid out on disk. */
final class Archive {
  private static final int EXECUTABLE = 0111;

  private Archive() {}

  static void unpack(InputStream txz, Path into) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(txz))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        write(tar, e, inside(into, e.getName()));
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path to)
      throws IOException {
    if (entry.isDirectory()) {
      Folders.createReadable(to);
      return;
    }
    Folders.createReadable(to.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      throw new IOException("Unexpected hard link in the PostgreSQL archive: " + entry.getName());
    } else {
      Files.copy(tar, to);
      Folders.permit(to, (entry.getMode() & EXECUTABLE) == 0 ? "rw-r--r--" : "rwxr-xr-x");
    }
  }

  private static Path inside(Path folder, String name) throws IOException {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder)) {
      throw new IOException("The PostgreSQL archive points outside of its folder: " + name);
    }
    return path;
  }
}
