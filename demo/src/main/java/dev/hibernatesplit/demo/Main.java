package dev.hibernatesplit.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.logging.LogManager;

/** Runs the demo; exits with 1 if the servers contradict the library. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    beQuiet();
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    int status = report(Demo.run(), out, Ink.ofThisTerminal());
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Shows the outcome and gives the exit status. */
  static int report(Outcome outcome, PrintStream out, Ink ink) {
    out.println(new Screen(ink).show(outcome));
    return outcome.agrees() ? 0 : 1;
  }

  private static void beQuiet() throws IOException {
    try (InputStream settings = Main.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    }
  }
}
