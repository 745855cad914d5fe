package dev.hibernatesplit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.SplitSettings;
import dev.hibernatesplit.spi.QueryRouter;
import dev.hibernatesplit.spi.SplitListener;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstancesTest {

  static final class First implements SplitListener {}

  static final class Second implements SplitListener {}

  static final class Demanding implements SplitListener {
    Demanding(String demand) {
      throw new IllegalStateException(demand);
    }
  }

  static final class Failing implements SplitListener {
    Failing() {
      throw new IllegalStateException("no luck");
    }
  }

  static Stream<Object> twoListeners() {
    String first = First.class.getName();
    String second = Second.class.getName();
    return Stream.of(
        first + ", " + second + ",",
        List.of(new First(), new Second()),
        List.of(First.class, second),
        Named.of("array", new Object[] {First.class, new Second()}));
  }

  @ParameterizedTest
  @MethodSource("twoListeners")
  void a_list_may_have_objects_classes_and_names(Object value) {
    assertThat(listeners(value)).hasExactlyElementsOfTypes(First.class, Second.class);
  }

  @Test
  void an_object_or_a_class_may_stand_alone() {
    First listener = new First();

    assertThat(listeners(listener)).containsExactly(listener);
    assertThat(listeners(First.class)).hasExactlyElementsOfTypes(First.class);
    assertThat(listeners(" ")).isEmpty();
  }

  @Test
  void what_is_no_listener_is_a_problem() {
    assertThat(problems("no.such.Type"))
        .startsWith("hibernate.split.listeners = 'no.such.Type': no such class can be loaded (")
        .endsWith("Give an object, or a class with a constructor that takes nothing.");
    assertThat(problems(String.class))
        .startsWith(
            "hibernate.split.listeners = 'java.lang.String':"
                + " must implement dev.hibernatesplit.spi.SplitListener.");
    assertThat(problems(5))
        .startsWith(
            "hibernate.split.listeners = 'java.lang.Integer':"
                + " must be a SplitListener, a class, or its name.");
  }

  @Test
  void a_listener_that_cannot_be_created_is_a_problem() {
    assertThat(problems(Demanding.class)).contains("cannot be created (");
    assertThat(problems(Failing.class))
        .contains("cannot be created (java.lang.IllegalStateException: no luck)");
    assertThat(problems(SplitListener.class)).contains("cannot be created (");
  }

  @Test
  void routers_are_read_like_listeners() {
    QueryRouter nowhere = query -> null;

    assertThat(Asked.read(Asked.usual(SplitSettings.QUERY_ROUTER, nowhere)).routers())
        .containsExactly(nowhere);
    assertThat(Asked.problems(Asked.usual(SplitSettings.QUERY_ROUTER, new First())))
        .singleElement()
        .asString()
        .startsWith("hibernate.split.query_router = '" + First.class.getName())
        .contains("must be a QueryRouter, a class, or its name");
  }

  private static List<SplitListener> listeners(Object value) {
    return Asked.read(Asked.usual(SplitSettings.LISTENERS, value)).listeners();
  }

  private static String problems(Object value) {
    return String.join("\n", Asked.problems(Asked.usual(SplitSettings.LISTENERS, value)));
  }
}
