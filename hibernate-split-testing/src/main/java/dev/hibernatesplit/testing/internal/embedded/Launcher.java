package dev.hibernatesplit.testing.internal.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As which user does PostgreSQL run? As ours; or, since it refuses to run as root, as {@code
 * nobody}, by the first tool of this machine that can do it.
 */
final class Launcher {
  private static final String NOBODY = "nobody";
  private static final List<List<String>> WAYS_DOWN =
      List.of(
          List.of("setpriv", "--reuid=" + NOBODY, "--clear-groups", "--"),
          List.of("runuser", "-u", NOBODY, "--"),
          List.of("su", NOBODY, "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--"));

  private static final Launcher CHOSEN = choose();

  private final List<String> prefix;

  private Launcher(List<String> prefix) {
    this.prefix = prefix;
  }

  static Launcher chosen() {
    return CHOSEN;
  }

  /** Gives a folder to the user that servers run as. */
  void give(Path folder) throws IOException {
    if (!prefix.isEmpty()) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
    }
  }

  /** A process to be: without our PG* environment, without input, its output going to a file. */
  ProcessBuilder command(Path folder, Path output, List<String> command) {
    List<String> all = Stream.concat(prefix.stream(), command.stream()).toList();
    ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("PG"));
    return builder
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
  }

  private static Launcher choose() {
    if (!Folders.weAreRoot()) {
      return new Launcher(List.of());
    }
    return WAYS_DOWN.stream()
        .filter(Launcher::leadsDown)
        .map(Launcher::new)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "PostgreSQL does not run as root, and none of setpriv, runuser, su"
                        + " could become '"
                        + NOBODY
                        + "': install one of them, or run as an ordinary user"));
  }

  private static boolean leadsDown(List<String> prefix) {
    List<String> ask = new ArrayList<>(prefix);
    ask.addAll(List.of("id", "-u"));
    try {
      Process process = new ProcessBuilder(ask).redirectErrorStream(true).start();
      byte[] answer = process.getInputStream().readAllBytes();
      String uid = new String(answer, StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 && !uid.equals("0");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted", e));
    }
  }
}
