package dev.hibernatesplit.it.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.it.guard.Letters.Letter;
import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attributes that bytecode enhancement loads when they are asked for. */
@PostgresCluster(replicas = 1)
class LazyAttributesIT {

  private final Class<?> type = Letters.type();
  private Stage stage;

  @BeforeEach
  void start(ReplicatedPostgres cluster) throws ReflectiveOperationException {
    Map<String, Object> more = Map.of("hibernate.classLoaders", List.of(type.getClassLoader()));
    stage = new Stage(cluster, "verify", more, type);
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Letter letter = (Letter) constructor.newInstance();
    letter.id(1);
    stage.given(letter);
    stage.forget();
  }

  @AfterEach
  void stop() {
    stage.resume();
    stage.close();
  }

  private Letter find(EntityManager manager) {
    return (Letter) manager.find(type, 1L);
  }

  private void othersChange(String column) {
    stage.meanwhile(
        manager ->
            manager.createNativeQuery("update Lazy set " + column + " = 'z'").executeUpdate());
  }

  @Test
  void what_was_not_loaded_is_neither_read_nor_compared() {
    othersChange("text");
    stage.forget();
    stage.write(this::find, (manager, letter) -> letter.title("x"));
    assertThat(stage.ranOnPrimary())
        .filteredOn(sql -> sql.startsWith("select"))
        .singleElement()
        .asString()
        .doesNotContain("text");
    String now = stage.now(manager -> find(manager).text());
    assertThat(now).isEqualTo("z");
  }

  @Test
  void what_was_loaded_later_is_compared() {
    othersChange("text");
    assertThat(
            stage.refused(
                manager -> {
                  Letter letter = find(manager);
                  assertThat(letter.text()).isEmpty();
                  return letter;
                },
                (manager, letter) -> letter.title("x")))
        .hasMessageContaining("it differs there in text.");
  }

  @Test
  void what_a_replica_loaded_later_for_an_entity_of_the_primary_is_compared() {
    othersChange("text");
    assertThat(
            stage.refused(
                manager -> {
                  Letter letter = Routing.onPrimary(() -> find(manager));
                  assertThat(letter.text()).isEmpty();
                  return letter;
                },
                (manager, letter) -> letter.title("x")))
        .hasMessageContaining("it differs there in text.");
  }
}
