package dev.hibernatesplit.benchmarks.load;

import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Runs a command, and tells what was wrong with its options without a stack trace. */
final class Console {

  private Console() {}

  static void main(Callable<Integer> command, String... arguments) {
    System.setProperty("java.awt.headless", "true");
    Logger.getLogger("").setLevel(Level.SEVERE); // faults are told of by us
    System.exit(run(command, arguments));
  }

  /** The exit code. */
  static int run(Callable<Integer> command, String... arguments) {
    return line(command).execute(arguments);
  }

  static CommandLine line(Callable<Integer> command) {
    return new CommandLine(command)
        .setExecutionExceptionHandler(
            (problem, where, result) -> {
              if (!(problem instanceof IllegalArgumentException)) {
                throw problem;
              }
              where.getErr().println(problem.getMessage());
              return CommandLine.ExitCode.USAGE;
            });
  }
}
