package dev.hibernatesplit.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is wrong with an option is told before anything starts, without a stack trace. */
class OptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --duration=fast    | --duration = 'fast': the time 'fast' must be a number and a unit: us, ms, s, m or h. Use e.g. '20s'
          --duration=500ms   | --duration = '500ms': must be 1s at least. Use e.g. '30s'
          --rows=3           | --rows = '3': must be 10 at least. Use e.g. '10'
          --workers=0        | --workers = '0': must be 1 at least. Use e.g. '1'
          --reads=101        | --reads = '101': must be from 0 to 100. Use e.g. '90'
          --fault=3s:kill:r9 | --fault = '3s:kill:r9': the server 'r9' must be one of r1, r2, primary. Use one of them, or more --replicas
          """)
  void an_error_names_key_value_rule_and_remedy(String option, String message) {
    StringWriter told = new StringWriter();
    CommandLine line = Console.line(new LoadTest()).setErr(new PrintWriter(told, true));
    assertThat(line.execute(option)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(told.toString().strip()).isEqualTo(message);
  }
}
