package dev.hibernatesplit.testing.internal.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The shell of a container that only sleeps: its server is started, stopped and killed inside, so
 * that the container keeps its port and its files over the life of the server. The image is
 * PostgreSQL's, another one by {@code -Dsplit.cluster.image}.
 */
final class ContainerShell implements Shell {
  private static final String IMAGE = System.getProperty("split.cluster.image", "postgres:18");
  private static final int PORT = 5432;

  private final String name;
  private final GenericContainer<?> container;

  ContainerShell(String name, Network network) {
    this.name = name;
    this.container =
        new GenericContainer<>(DockerImageName.parse(IMAGE))
            .withNetwork(network)
            .withNetworkAliases(name)
            .withExposedPorts(PORT)
            .withCreateContainerCmdModifier(ContainerShell::onlySleep)
            .waitingFor(Wait.forSuccessfulCommand("true"));
  }

  /** With an init process, so that killed servers do not stay as zombies. */
  private static void onlySleep(CreateContainerCmd command) {
    Objects.requireNonNull(command.getHostConfig()).withInit(true);
    command.withEntrypoint("sleep").withCmd("infinity");
  }

  @Override
  public synchronized void open() {
    if (!container.isRunning()) {
      container.start();
    }
  }

  @Override
  public Result run(String script, List<String> arguments) {
    String[] command =
        Stream.concat(Stream.of("sh", "-c", script, "sh"), arguments.stream())
            .toArray(String[]::new);
    try {
      ExecResult result =
          container.execInContainer(
              ExecConfig.builder().user("postgres").workDir("/").command(command).build());
      return new Result(result.getExitCode(), result.getStdout(), result.getStderr());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a container worked", e);
    }
  }

  @Override
  public String folder() {
    return "/tmp/hibernate-split";
  }

  @Override
  public int serverPort() {
    return PORT;
  }

  @Override
  public String network() {
    return "all";
  }

  @Override
  public String replicationAddress() {
    return "host=" + name + " port=" + PORT;
  }

  @Override
  public String host() {
    return container.getHost();
  }

  @Override
  public int port() {
    return container.getMappedPort(PORT);
  }

  @Override
  public void close() {
    container.stop();
  }
}
