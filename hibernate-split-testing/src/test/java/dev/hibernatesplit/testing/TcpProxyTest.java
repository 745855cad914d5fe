package dev.hibernatesplit.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hibernatesplit.testing.TcpProxy.Direction;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
  private EchoServer echo;
  private TcpProxy proxy;
  private Socket client;

  @BeforeEach
  void open() throws IOException {
    echo = new EchoServer();
    proxy = TcpProxy.before("127.0.0.1", echo.port());
    client = connect();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    proxy.close();
    echo.close();
  }

  @Test
  void bytes_pass_both_ways_and_are_counted() throws IOException {
    assertThat(echoed("hello")).isEqualTo("hello");
    assertThat(proxy.bytes(Direction.TO_SERVER)).isEqualTo(5);
    assertThat(proxy.bytes(Direction.TO_CLIENT)).isEqualTo(5);
  }

  @Test
  void each_question_after_an_answer_is_a_round_trip() throws IOException {
    for (int i = 1; i <= 3; i++) {
      echoed("ping");
      assertThat(proxy.roundTrips()).isEqualTo(i);
    }
  }

  @Test
  void a_round_trip_takes_both_delays_once() throws IOException {
    proxy.delay(Direction.TO_SERVER, Duration.ofMillis(30));
    proxy.delay(Direction.TO_CLIENT, Duration.ofMillis(50));
    Duration took = time("slow");
    assertThat(took).isBetween(Duration.ofMillis(80), Duration.ofSeconds(5));
    proxy.delay(Duration.ZERO);
    assertThat(echoed("in order")).isEqualTo("in order");
  }

  @Test
  void delayed_bytes_keep_their_order_when_the_delay_ends() throws IOException {
    proxy.delay(Direction.TO_CLIENT, Duration.ofMillis(100));
    send("first ");
    Awaitility.await().until(() -> proxy.bytes(Direction.TO_CLIENT) == 6);
    proxy.delay(Duration.ZERO);
    send("second");
    assertThat(receive(12)).isEqualTo("first second");
  }

  @Test
  void a_reset_is_a_reset_and_no_end() throws IOException {
    echoed("open");
    proxy.resetAll();
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    Awaitility.await().until(() -> proxy.openConnections() == 0);
  }

  @Test
  void what_is_cut_before_the_server_hears_it_is_never_heard() throws IOException {
    echoed("open");
    proxy.cutBefore("STOP");
    assertThat(echoed("go")).isEqualTo("go");
    assertThat(proxy.waitsToCut()).isTrue();
    long heard = echo.bytes();
    send("do STOP now");
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThat(echo.bytes()).isEqualTo(heard);
    try (Socket other = connect()) {
      assertThat(echoed(other, "STOP")).isEqualTo("STOP");
    }
  }

  @Test
  void what_is_cut_after_the_server_answered_was_heard() throws IOException {
    echoed("open");
    long heard = echo.bytes();
    proxy.cutAfter("STOP");
    send("do STOP now");
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThat(echo.bytes()).isEqualTo(heard + 11);
    assertThat(proxy.waitsToCut()).isFalse();
  }

  @Test
  void an_end_is_passed_on_as_an_end() throws IOException {
    echoed("open");
    client.shutdownOutput();
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    Awaitility.await().until(() -> proxy.openConnections() == 0);
  }

  @Test
  void stalled_bytes_come_later() throws IOException {
    proxy.stall();
    send("late");
    assertSilent();
    proxy.pass();
    assertThat(receive(4)).isEqualTo("late");
  }

  @Test
  void swallowed_bytes_never_come_and_the_connection_stays_dead() throws IOException {
    proxy.swallow(Direction.TO_CLIENT);
    send("lost");
    Awaitility.await().until(() -> proxy.bytes(Direction.TO_CLIENT) == 4);
    proxy.pass();
    send("dead");
    Awaitility.await().until(() -> proxy.bytes(Direction.TO_CLIENT) == 8);
    assertSilent();
    try (Socket other = connect()) {
      assertThat(echoed(other, "alive")).isEqualTo("alive");
    }
  }

  @Test
  void what_the_server_never_gets_it_never_answers() throws IOException {
    proxy.swallow(Direction.TO_SERVER);
    send("lost");
    Awaitility.await().until(() -> proxy.bytes(Direction.TO_SERVER) == 4);
    assertSilent();
    assertThat(proxy.bytes(Direction.TO_CLIENT)).isZero();
  }

  @Test
  void a_shut_port_refuses_and_open_connections_stay() throws IOException {
    echoed("open");
    proxy.refuse();
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    assertThat(echoed("still")).isEqualTo("still");
    proxy.accept();
    try (Socket other = connect()) {
      assertThat(echoed(other, "again")).isEqualTo("again");
    }
    assertThat(proxy.acceptedConnections()).isEqualTo(2);
  }

  @Test
  void a_client_is_reset_when_there_is_no_server() throws IOException {
    echo.close();
    try (Socket other = connect()) {
      assertThatThrownBy(() -> other.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void closing_ends_everything() throws IOException {
    echoed("open");
    proxy.stall();
    send("held");
    proxy.close();
    assertThat(proxy.openConnections()).isZero();
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private Duration time(String text) throws IOException {
    long begin = System.nanoTime();
    assertThat(echoed(text)).isEqualTo(text);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private String echoed(String text) throws IOException {
    return echoed(client, text);
  }

  private static String echoed(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return new String(socket.getInputStream().readNBytes(text.length()), US_ASCII);
  }

  private void send(String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private String receive(int length) throws IOException {
    return new String(client.getInputStream().readNBytes(length), US_ASCII);
  }

  private void assertSilent() throws IOException {
    client.setSoTimeout(100);
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(10_000);
  }
}
