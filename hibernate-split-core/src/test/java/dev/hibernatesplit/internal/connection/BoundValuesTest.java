package dev.hibernatesplit.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is bound to a read that waits is seen by routers, and reaches the server. */
class BoundValuesTest {

  private static final Set<Class<?>> READ_ONCE =
      Set.of(InputStream.class, Reader.class, Blob.class, Clob.class, SQLXML.class);

  private final ReadingSession session = new ReadingSession();
  private final List<List<@Nullable Object>> asked = new ArrayList<>();

  static Stream<Method> setters() {
    return Arrays.stream(PreparedStatement.class.getMethods())
        .filter(method -> method.getName().startsWith("set"))
        .filter(method -> method.getParameterCount() > 1)
        .filter(method -> method.getParameterTypes()[0] == int.class);
  }

  @ParameterizedTest
  @MethodSource("setters")
  void every_setter_is_seen_and_reaches_the_driver(Method setter) throws Exception {
    PreparedStatement read = prepared();
    Object[] arguments = Values.arguments(setter.getParameterTypes());
    arguments[0] = 2;
    setter.invoke(read, arguments);
    read.executeQuery();

    Object seen = isSeen(setter) ? arguments[1] : null;
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0)).hasSize(2);
    assertThat(same(asked.get(0).get(1), seen)).isTrue();
    assertThat(session.replica.calls())
        .filteredOn(call -> call.method().equals(RecordingDriver.signature(setter)))
        .singleElement()
        .matches(call -> same(call.arguments().get(1), arguments[1]));
  }

  /** Fakes have no equals. */
  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return one == other
        || (one != null && !Proxy.isProxyClass(one.getClass()) && one.equals(other));
  }

  private PreparedStatement prepared() throws SQLException {
    return session
        .asking(
            query -> {
              asked.add(query.parameters());
              return null;
            })
        .prepareStatement("select ?::text, ?");
  }

  private static boolean isSeen(Method setter) {
    Class<?> type = setter.getParameterTypes()[1];
    return !setter.getName().equals("setNull")
        && READ_ONCE.stream().noneMatch(once -> once.isAssignableFrom(type));
  }
}
