package dev.hibernatesplit.it.consistency;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@link OtherProcess}, started and asked. */
final class Neighbour implements AutoCloseable {

  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * What it answered.
   *
   * @param found whether the note was there
   * @param byReplica whether a replica said so
   */
  record Answer(boolean found, boolean byReplica) {}

  private Neighbour(Process process, String port) {
    this.process = process;
    this.address = URI.create("http://localhost:" + port + "/");
  }

  static Neighbour start(Map<String, Object> settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    String quiet = System.getProperty("java.util.logging.config.file");
    if (quiet != null) {
      command.add("-Djava.util.logging.config.file=" + quiet);
    }
    command.add(OtherProcess.class.getName());
    settings.forEach((key, value) -> command.add(key + "=" + value));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new Neighbour(process, process.inputReader().readLine());
  }

  /**
   * Has it read a note.
   *
   * @param seen the token that goes with the question; null for none
   */
  Answer find(long id, String seen) throws IOException, InterruptedException {
    HttpRequest.Builder question = HttpRequest.newBuilder(address.resolve(String.valueOf(id)));
    if (seen != null) {
      question.header(OtherProcess.SEEN, seen);
    }
    HttpResponse<Void> answer = send(question);
    boolean byReplica =
        Boolean.parseBoolean(answer.headers().firstValue(OtherProcess.BY_REPLICA).orElseThrow());
    return new Answer(answer.statusCode() == 204, byReplica);
  }

  /** Has it write a number down as note 0; returns when that is committed. */
  void write(long number) throws IOException, InterruptedException {
    HttpRequest.Builder question = HttpRequest.newBuilder(address.resolve(String.valueOf(number)));
    if (send(question.PUT(HttpRequest.BodyPublishers.noBody())).statusCode() != 204) {
      throw new IOException("Not written: " + number);
    }
  }

  private HttpResponse<Void> send(HttpRequest.Builder question)
      throws IOException, InterruptedException {
    HttpResponse<Void> answer = client.send(question.build(), BodyHandlers.discarding());
    if (answer.statusCode() == 500) {
      throw new IOException("It failed, and said why");
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    process.outputWriter().close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
