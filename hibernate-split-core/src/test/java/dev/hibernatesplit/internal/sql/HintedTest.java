package dev.hibernatesplit.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.Routing;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HintedTest {

  private final Classifier classifier = new Classifier();

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          /*+ split:target=analytics */ select 1                      ¦ select 1 ¦ analytics
          /*+ split:target=r1 */select 1                              ¦ select 1 ¦ r1
          /*+ SeqScan(a), split:target=r1 */ select 1                 ¦ /*+ SeqScan(a) */ select 1 ¦ r1
          /*+ split:target=primary, SeqScan(a), Set(x 1) */ select 1  ¦ /*+ SeqScan(a), Set(x 1) */ select 1 ¦ primary
          """)
  void a_hint_of_ours_is_taken_out_and_those_of_others_stay(
      String text, String sent, String target) {
    StatementInfo info = classifier.classify(text);
    assertThat(info.sql()).isEqualTo(sent);
    assertThat(info.hint()).isEqualTo(new StatementInfo.Hint(target, null));
    assertThat(info.isRead()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/*+ SeqScan(a) */ select 1",
        "/* split:target=r1 */ select 1",
        "select 1 /*+ split:target=r1 */",
        "select '/*+ split:target=r1 */'",
        "/*+ unterminated split:target=r1"
      })
  void what_is_no_hint_of_ours_stays_as_it_is(String text) {
    assertThat(classifier.classify(text).sql()).isEqualTo(text);
    assertThat(classifier.classify(text).hint()).isNull();
  }

  @Test
  void a_hint_does_not_hide_a_write() {
    assertThat(classifier.classify("/*+ split:target=r1 */ delete from t").isRead()).isFalse();
  }

  @Test
  void a_hint_that_is_misspelt_says_how_it_is_spelt() {
    StatementInfo.Hint hint = classifier.classify("/*+ split:targt=r1 */ select 1").hint();
    assertThat(Objects.requireNonNull(hint).problem()).contains("split:targt=r1", "split:target=");
  }

  @Test
  void the_builder_writes_what_is_read() {
    assertThat(classifier.classify("/*+ " + Routing.hint("r1") + " */ select 1").hint())
        .isEqualTo(new StatementInfo.Hint("r1", null));
  }

  @Test
  void a_text_that_a_replica_refused_stays_on_the_primary_with_a_hint_too() {
    classifier.keepOnPrimary(
        classifier.classify("/*+ split:target=r1 */ select f from v"),
        "refused by a replica before");
    assertThat(classifier.classify("/*+ split:target=r1 */ select f from v").isRead()).isFalse();
    assertThat(classifier.classify("select f from v").isRead()).isFalse();
  }
}
