package dev.hibernatesplit.internal.sql;

import dev.hibernatesplit.internal.sql.RowText.Bound;
import dev.hibernatesplit.internal.sql.Words.Word;
import dev.hibernatesplit.spi.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code insert into Book (title, id) values (?, ?)}: which row does it insert? */
final class RowInsert {

  private RowInsert() {}

  static List<Bound> bound(Words words) {
    int name = 2;
    while (words.at(name).isName() && words.at(name + 1).token() == Token.DOT) {
      name += 2;
    }
    int columns = name + 1;
    int values = close(words, columns) + 2;
    int after = close(words, values) + 1;
    boolean simple =
        words.at(1).is("into")
            && words.at(name).isName()
            && words.at(values - 1).is("values")
            && (after == words.size() || words.at(after).is("returning"));
    if (!simple) {
      return List.of();
    }
    String schema = name == 2 ? null : words.at(name - 2).text();
    TableName table = new TableName(schema, words.at(name).text());
    return List.of(new Bound(table, parameters(words, columns, values)));
  }

  /**
   * The index of what closes the parenthesis at {@code open}; beyond all words if none is there.
   */
  private static int close(Words words, int open) {
    if (words.at(open).token() != Token.OPEN) {
      return words.size();
    }
    int at = open + 1;
    while (at < words.size() && words.at(at).depth() > 0) {
      at++;
    }
    return at;
  }

  /** Which column gets which parameter as it is; {@code columns} and {@code values} open lists. */
  private static Map<String, Integer> parameters(Words words, int columns, int values) {
    List<Word> names = single(words, columns);
    List<Word> items = single(words, values);
    Map<String, Integer> parameters = new HashMap<>();
    for (int i = 0; names.size() == items.size() && i < names.size(); i++) {
      if (names.get(i).isName() && items.get(i).parameter() > 0) {
        parameters.put(names.get(i).text(), items.get(i).parameter());
      }
    }
    return parameters;
  }

  /** The items of a list; one of several words is represented by the parenthesis that opens it. */
  private static List<Word> single(Words words, int open) {
    List<Word> items = new ArrayList<>();
    int begin = open + 1;
    for (int i = begin; i <= close(words, open); i++) {
      Word word = words.at(i);
      if (word.depth() == 0 || (word.depth() == 1 && word.token() == Token.COMMA)) {
        items.add(i == begin + 1 ? words.at(begin) : words.at(open));
        begin = i + 1;
      }
    }
    return items;
  }
}
