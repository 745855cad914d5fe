package dev.hibernatesplit.testing.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ClientMessagesTest {
  private static final int PROTOCOL_3 = 3 << 16;
  private static final int SSL_REQUEST = 80877103;

  @Test
  void greetings_are_not_counted() throws IOException {
    assertThat(countAtOnce(new Talk().untyped(SSL_REQUEST, 0).untyped(PROTOCOL_3, 30))).isZero();
  }

  @Test
  void a_query_and_a_sync_are_counted_and_what_lies_between_is_not() throws IOException {
    Talk talk = greeted().typed('P', 20).typed('B', 9).typed('E', 5).typed('S', 0).typed('Q', 12);
    assertThat(countAtOnce(talk)).isEqualTo(2);
  }

  @Test
  void bodies_that_look_like_messages_are_not_counted() throws IOException {
    assertThat(countAtOnce(greeted().typed('P', 300, 'S').typed('S', 0))).isEqualTo(1);
  }

  @Test
  void messages_may_be_cut_anywhere() throws IOException {
    byte[] bytes =
        new Talk()
            .untyped(SSL_REQUEST, 0)
            .untyped(PROTOCOL_3, 9)
            .typed('Q', 7)
            .typed('S', 0)
            .bytes();
    ClientMessages messages = new ClientMessages();
    int counted = 0;
    for (byte b : bytes) {
      counted += messages.count(new byte[] {b}, 1);
    }
    assertThat(counted).isEqualTo(2);
  }

  private static Talk greeted() throws IOException {
    return new Talk().untyped(PROTOCOL_3, 11);
  }

  private static int countAtOnce(Talk talk) {
    byte[] bytes = talk.bytes();
    return new ClientMessages().count(bytes, bytes.length);
  }

  private static final class Talk {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    Talk untyped(int code, int body) throws IOException {
      out.writeInt(8 + body);
      out.writeInt(code);
      out.write(new byte[body]);
      return this;
    }

    Talk typed(char type, int body) throws IOException {
      return typed(type, body, 'x');
    }

    Talk typed(char type, int body, char filling) throws IOException {
      out.write(type);
      out.writeInt(4 + body);
      for (int i = 0; i < body; i++) {
        out.write(filling);
      }
      return this;
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }
}
