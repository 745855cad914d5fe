package dev.hibernatesplit.internal.hibernate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  private static List<String> rows(Object snapshot) {
    List<String> rows = new ArrayList<>();
    Snapshot.forEach(snapshot, (index, element) -> rows.add(index + "=" + element));
    return rows;
  }

  @Test
  void a_list_tells_positions() {
    assertThat(rows(new ArrayList<>(List.of("a", "b")))).containsExactly("0=a", "1=b");
  }

  @Test
  void a_map_tells_its_entries() {
    assertThat(rows(new HashMap<>(Map.of("k", 1)))).containsExactly("k=1");
  }

  @Test
  void an_array_tells_positions_also_of_primitives() {
    assertThat(rows(new int[] {7, 8})).containsExactly("0=7", "1=8");
  }

  @Test
  void what_is_null_has_no_row() {
    assertThat(rows(new ArrayList<>(Arrays.asList("a", null, "c")))).containsExactly("0=a", "2=c");
  }
}
