package dev.hibernatesplit.internal.footprint;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hibernatesplit.internal.sql.Change;
import dev.hibernatesplit.internal.sql.Classifier;
import dev.hibernatesplit.spi.StatementInfo;
import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row is told from its table where the whole key is bound, and nowhere else. */
class RowsTest {

  private static final TableIds IDS = new TableIds();

  private static Facts facts() {
    return new Facts()
        .table("book", "id")
        .table("author", "id")
        .table("line", "shop", "no")
        .table("note")
        .view("books", "select * from book")
        .table("node", "id")
        .action("node", "node", Change.UPDATE, null)
        .table("stamped", "id")
        .trigger("stamped", Change.INSERT)
        .table("ruled", "id")
        .code("ruled", Set.of(), true, Set.of())
        .table("tree", "id")
        .table("leaf", "id")
        .child("tree", "leaf")
        .table("round", "id")
        .table("trip", "id")
        .action("round", "trip", Change.DELETE, null)
        .action("trip", "round", Change.UPDATE, null)
        .table("guarded", "id")
        .define("guarded", "select exists (select from author)")
        .table("selfish", "id")
        .define("selfish", "select exists (select from selfish)");
  }

  private static String shown(String sql, UnaryOperator<Facts> change) {
    Classifier classifier = new Classifier();
    classifier.use(change.apply(facts()).catalogue());
    Footprints footprints = new Footprints(classifier, IDS, Declared.NONE);
    StatementInfo info = classifier.classify(sql);
    return shown(info.mayWrite() ? footprints.writes(info) : footprints.reads(info));
  }

  private static String shown(Footprint footprint) {
    if (footprint.everything()) {
      return "everything";
    }
    String tables =
        IntStream.range(0, footprint.tables())
            .mapToObj(i -> name(footprint.table(i)))
            .sorted()
            .collect(Collectors.joining(" "));
    RowKey row = footprint.row();
    if (row == null) {
      return tables;
    }
    String parameters =
        IntStream.range(0, row.parts())
            .mapToObj(part -> String.valueOf(row.parameter(part)))
            .collect(Collectors.joining(","));
    return (name(row.table()) + "@" + parameters + " " + tables).strip();
  }

  private static String name(int id) {
    return Stream.of(
            "book", "author", "line", "note", "node", "stamped", "ruled", "tree", "leaf", "round",
            "trip", "guarded", "selfish", "books")
        .filter(name -> IDS.of(name) == id)
        .findFirst()
        .orElse("?" + id);
  }

  /** The row with its parameters, other tables, a bar, the text. */
  private static final String TEXTS =
      """
      book@1 | select b1_0.id,b1_0.pages,b1_0.book from Book b1_0 where b1_0.id=?
      book@1 | select b.x from book as b where b.id = ?
      book@1 | select x from book where id=?
      book@1 | select x from public.book where id=?
      book@1 | select "b"."x" from "book" "b" where "b"."id"=?
      book@2 | select ? from book b where b.id=? and b.x=?
      book@3 | select b.x from book b where b.y=? and b.z in (?) and b.id in (select 1) and b.id=?
      book@1 | select b.x from book b where b.id=? order by b.x limit ?
      book@1 | select b.x from book b where (b.y=1 or b.z=2) and b.id=?
      book@1 | select b.x from book b where b.id=? for update
      book@1 | select case when b.y or b.z then 1 end from book b where b.id=?
      book@1 author | select b.x, a.x from book b left join author a on a.id=b.a where b.id=?
      book@1 author | select b.x, a.x from book b, author a where b.id=?
      book@1 author note | select 1 from book b left join (author a join note n on a.id=n.a) on a.id=b.a where b.id=?
      book@2 author | select 1 from author a join book b on a.id=b.a and a.x=? where b.id=?
      book@1 author | select 1 from book b where b.id=? and exists (select from author a where a.id=?)
      line@2,1 | select x from line where no=? and shop=?
      line@1,2 | select l.x from line l where (l.shop,l.no) in ((?,?))
      line@3,2 | select l.x from line l where l.x=? and (l.no,l.shop) in ((?,?)) and l.y=? for update
      line@1,2 | select x from line where (shop,no) in ((?,?))
      line@1,2 author | select 1 from line l left join author a on a.id=l.a where (l.shop,l.no) in ((?,?))
      book@1 | select b.x from book b where (b.id) in ((?))
      line | select l.x from line l where (l.shop,l.no) in ((?,?),(?,?))
      line | select l.x from line l where (l.shop,l.no) in ((?,?)) or l.x=?
      line | select l.x from line l where (l.shop,l.no) in ((?,1))
      line | select l.x from line l where (l.shop,l.no) in ((?,?+1))
      line | select l.x from line l where (l.shop,l.no) in ((?,?)) is null
      line | select l.x from line l where (l.shop,l.no) not in ((?,?))
      line | select l.x from line l where (l.shop,l.no) in (?,?)
      line | select l.x from line l where (l.shop,l.no) <= ((?,?))
      line | select l.x from line l where (l.shop,l.shop) in ((?,?))
      line | select l.x from line l where (l.shop,l.no+1) in ((?,?))
      line | select l.x from line l where (l.shop,no) in ((?,?))
      line | select l.x from line l where (k.shop,k.no) in ((?,?))
      author line | select 1 from line l join author a on true where (shop,no) in ((?,?))
      author book | select 1 from book b join author a on true where id=?
      book | select b.x from book b join book c on c.id=b.up where b.id=?
      book | select b.x from book b where b.id=? and exists (select from public.book)
      book | select b.x from book b where b.id=? or b.x=?
      book | select b.x from book b where b.y between ? and b.id=?
      book | select b.x from book b where not b.id=?
      book | select b.x from book b where b.id=?+1
      book | select b.x from book b where b.id=?::bigint
      book | select b.x from book b where b.id=? = true
      book | select b.x from book b where b.id in (?)
      book | select b.x from book b where b.id=any(?)
      book | select b.x from book b where b.id<>?
      book | select b.x from book b where b.id>=?
      book | select b.x from book b where b.id=1
      book | select b.x from book b where b.id=b.up
      book | select b.x from book b where (b.id=?)
      book | select b.x from book b where "B".id=?
      book | select b.x from book b where b."ID"=?
      book | select b.x from book b(id, x) where b.id=?
      book | select b.x from only book b where b.id=?
      book | select b.x from book b where b.id=$1
      book | select b.x from book b where b.j ?? ? and b.id=?
      book | select b.x from book b where b.x='\\' and b.id=?
      book | select b.x from book b where case when b.y and b.id=? then true end
      book | select b.x from book b where b.id=? union select 1 from book
      author book | with c as (select * from author) select b.x from book b where b.id=?
      book | select x from (select * from book) b where b.id=?
      book | select b.x from books b where b.id=?
      author book | select b.x from books s, book b, author where b.id=?
      line | select x from line where shop=?
      note | select x from note where id=?
      leaf | select x from leaf where id=?
      tree | select x from tree where id=?
      node@1 | select x from node where id=?
      stamped | select x from stamped where id=?
      guarded@1 author | select x from guarded where id=?
      selfish | select x from selfish where id=?
      everything | select f(b.x) from book b where b.id=?
      everything | select b.x from book b, unheard_of u where b.id=?
      book@2 | update Book set pages=? where id=?
      book@3 | update Book set pages=?,version=? where id=? and version=?
      book@2 | update book b set pages=? where b.id=? returning b.pages
      book@2 | update book as b set pages=coalesce(?,1) where id=?
      book@3 | update book set pages=(select max(?) from book) , version=? where id=?
      line@2,3 | update line set x=? where shop=? and no=?
      book | update book set id=? where id=?
      book | update book set (pages,version)=(?,?) where id=?
      book | update book set pages=a.x from author a where book.id=?
      book | update book set pages=?
      book | update only book set pages=? where id=?
      book | update book set pages=? where id=? or id=?
      node@2 | update node set up=? where id=?
      node | delete from node where id=?
      round@2 | update round set x=? where id=?
      round trip | delete from round where id=?
      book@1 | delete from Book where id=? and version=?
      book@1 | delete from book b where b.id=?
      book | delete from book using author a where book.id=?
      book | delete from book
      everything | delete from ruled where id=?
      stamped | delete from stamped where id=?
      everything | insert into stamped (id) values (?)
      leaf tree | update leaf set x=? where id=?
      book@3 | insert into Book (title,pages,id) values (?,?,?)
      book@1 | insert into public.book (id,title) values (?,upper(?)) returning title
      book@2 | insert into book (pages,id) values ((select max(?) from author),?)
      line@1,3 | insert into line (shop,x,no) values (?,?,?)
      book | insert into book (title,id) values (?,default)
      book | insert into book (title) values (?)
      book | insert into book values (?,?)
      book | insert into book (title,id) values (?,?), (?,?)
      book | insert into book (title,id) values (?,?) on conflict do nothing
      book | insert into book (title,id) overriding user value values (?,?)
      book | insert into book (title,id) select ?,?
      book | insert into book (title,id) values (?,?+1)
      book | insert into book as b (title,id) values (?,?)
      book books | insert into books (title,id) values (?,?)
      author book | with a as (delete from author) update book set pages=? where id=?
      book | copy book from stdin
      """;

  static Stream<String> texts() {
    return TEXTS.lines();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void row_is_known_where_the_whole_key_is_bound(String line) {
    int bar = line.indexOf('|');
    assertThat(shown(line.substring(bar + 1).strip(), facts -> facts))
        .isEqualTo(line.substring(0, bar).strip());
  }

  @Test
  void foreign_keys_reach_other_tables_besides_the_row() {
    UnaryOperator<Facts> cascade = facts -> facts.action("author", "book", Change.DELETE, null);
    assertThat(shown("delete from author where id=?", cascade)).isEqualTo("author@1 book");
    assertThat(shown("update author set x=? where id=?", cascade)).isEqualTo("author@2");
  }

  @Test
  void table_without_a_key_known_to_the_catalogue_has_no_rows() {
    assertThat(shown("delete from author where id=?", facts -> facts.table("author")))
        .isEqualTo("author");
  }

  @Test
  void parts_of_the_key_come_in_its_own_order() {
    long[] hashes = new long[2];
    String[] texts = {
      "update line set x=? where no=? and shop=?", "delete from line where shop=? and no=?"
    };
    Object[][] values = {{"x", 7, 1L}, {1, "7"}};
    Classifier classifier = new Classifier();
    classifier.use(facts().catalogue());
    Footprints footprints = new Footprints(classifier, IDS, Declared.NONE);
    for (int i = 0; i < texts.length; i++) {
      hashes[i] =
          hash(requireNonNull(footprints.writes(classifier.classify(texts[i])).row()), values[i]);
    }
    assertThat(hashes[0]).isEqualTo(hashes[1]).isNotEqualTo(RowHash.NONE);
    assertThat(Arrays.stream(hashes).distinct().count()).isEqualTo(1);
  }

  private static long hash(RowKey row, Object[] values) {
    long hash = row.hash(RowHash.of(values[row.parameter(0) - 1]));
    for (int part = 1; part < row.parts(); part++) {
      hash = row.and(hash, RowHash.of(values[row.parameter(part) - 1]));
    }
    return hash;
  }
}
