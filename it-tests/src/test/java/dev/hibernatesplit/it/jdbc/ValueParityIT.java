package dev.hibernatesplit.it.jdbc;

import dev.hibernatesplit.testing.ReplicatedPostgres;
import dev.hibernatesplit.testing.junit.PostgresCluster;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PGobject;

/** Values of all kinds, into the database and out of it, beside the same on a plain connection. */
@PostgresCluster(replicas = 1)
class ValueParityIT {

  private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.UTF_8);
  private static final Calendar TOKYO = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));

  private static Twins twins;

  @BeforeAll
  static void start(ReplicatedPostgres cluster) throws SQLException {
    twins = Twins.start(cluster);
  }

  @AfterAll
  static void stop() throws SQLException {
    twins.close();
  }

  /** A way to bind a value. */
  private record Binding(String type, To to) {
    private interface To {
      void bind(PreparedStatement statement) throws SQLException;
    }
  }

  private static final List<Binding> BINDINGS =
      List.of(
          new Binding("int", s -> s.setInt(1, 1)),
          new Binding("int", s -> s.setNull(1, Types.INTEGER)),
          new Binding("pair", s -> s.setNull(1, Types.STRUCT, "pair")),
          new Binding("bigint", s -> s.setLong(1, 1L)),
          new Binding("smallint", s -> s.setShort(1, (short) 1)),
          new Binding("smallint", s -> s.setByte(1, (byte) 1)),
          new Binding("boolean", s -> s.setBoolean(1, true)),
          new Binding("float4", s -> s.setFloat(1, 1.5f)),
          new Binding("float8", s -> s.setDouble(1, 1.5)),
          new Binding("numeric", s -> s.setBigDecimal(1, BigDecimal.TEN)),
          new Binding("text", s -> s.setString(1, "text")),
          new Binding("bytea", s -> s.setBytes(1, BYTES)),
          new Binding("date", s -> s.setDate(1, Date.valueOf("2026-01-02"))),
          new Binding("date", s -> s.setDate(1, Date.valueOf("2026-01-02"), TOKYO)),
          new Binding("time", s -> s.setTime(1, Time.valueOf("01:02:03"))),
          new Binding("timetz", s -> s.setTime(1, Time.valueOf("01:02:03"), TOKYO)),
          new Binding("timestamptz", s -> s.setTimestamp(1, new Timestamp(0))),
          new Binding("timestamptz", s -> s.setTimestamp(1, new Timestamp(0), TOKYO)),
          new Binding("uuid", s -> s.setObject(1, new UUID(1, 2))),
          new Binding("date", s -> s.setObject(1, LocalDate.of(2026, 1, 2))),
          new Binding(
              "timestamptz",
              s -> s.setObject(1, OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneOffset.UTC))),
          new Binding("numeric", s -> s.setObject(1, "1.25", Types.NUMERIC)),
          new Binding("numeric", s -> s.setObject(1, "1.25", Types.NUMERIC, 1)),
          new Binding("json", s -> s.setObject(1, json())),
          new Binding("text", s -> s.setCharacterStream(1, new StringReader("stream"))),
          new Binding("text", s -> s.setCharacterStream(1, new StringReader("stream"), 6)),
          new Binding("text", s -> s.setAsciiStream(1, new ByteArrayInputStream(BYTES), 5)),
          new Binding("bytea", s -> s.setBinaryStream(1, new ByteArrayInputStream(BYTES))),
          new Binding("bytea", s -> s.setBinaryStream(1, new ByteArrayInputStream(BYTES), 5)),
          new Binding("bytea", s -> s.setBinaryStream(1, new ByteArrayInputStream(BYTES), 5L)));

  private static PGobject json() throws SQLException {
    PGobject json = new PGobject();
    json.setType("json");
    json.setValue("{\"a\": 1}");
    return json;
  }

  @Test
  void every_way_to_bind_comes_out_again() throws SQLException {
    Twins.Script script =
        (connection, seen) -> {
          for (Binding binding : BINDINGS) {
            try (PreparedStatement read =
                connection.prepareStatement("select cast(? as " + binding.type + ")")) {
              seen.act(binding.type, () -> binding.to.bind(read));
              seen.ask("back", read::executeQuery);
              seen.ask("object", () -> firstObject(read));
            }
          }
        };
    twins.agree(script);
    twins.agreeReadOnly(script);
  }

  private static Object firstObject(PreparedStatement read) throws SQLException {
    try (ResultSet rows = read.executeQuery()) {
      rows.next();
      Object value = rows.getObject(1);
      if (value == null || value instanceof byte[]) {
        return value;
      }
      return value.getClass() + " " + value;
    }
  }

  @Test
  void arrays_and_structs_come_out_again() throws SQLException {
    Twins.Script script =
        (connection, seen) -> {
          seen.ask("made", () -> connection.createArrayOf("int4", new Integer[] {1, null, 3}));
          seen.ask("nested", () -> connection.createArrayOf("text", new String[][] {{"a"}, {"b"}}));
          seen.ask("of what", () -> connection.createArrayOf("no such type", new String[] {"a"}));
        };
    twins.agree(script);
    twins.agree(
        (connection, seen) -> {
          try (PreparedStatement write =
                  connection.prepareStatement("update item set tags = ? where id = 1");
              PreparedStatement read =
                  connection.prepareStatement("select tags from item where tags && ?")) {
            write.setArray(1, connection.createArrayOf("text", new String[] {"x", "y"}));
            seen.ask("write", write::executeUpdate);
            read.setArray(1, connection.createArrayOf("text", new String[] {"y"}));
            seen.ask("read", () -> first(read, rows -> rows.getArray(1)));
            seen.ask("rows", () -> first(read, rows -> rows.getArray(1).getResultSet()));
          }
          try (Statement statement = connection.createStatement()) {
            seen.ask(
                "struct",
                () -> statement.executeUpdate("insert into paired values (1, row(1, 'b')::pair)"));
            seen.ask("struct", () -> statement.executeQuery("select * from paired"));
          }
        });
  }

  /** What a first row holds. */
  private interface Cell {
    Object of(ResultSet rows) throws SQLException;
  }

  private static Object first(PreparedStatement statement, Cell cell) throws SQLException {
    ResultSet rows = statement.executeQuery();
    return rows.next() ? cell.of(rows) : "none";
  }

  @Test
  void documents_come_out_again() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (PreparedStatement write =
                  connection.prepareStatement("update item set doc = ? where id = 1");
              PreparedStatement read =
                  connection.prepareStatement("select doc from item where id = 1")) {
            SQLXML xml = connection.createSQLXML();
            xml.setString("<a>1</a>");
            write.setSQLXML(1, xml);
            seen.ask("write", write::executeUpdate);
            seen.ask("read", () -> first(read, rows -> rows.getSQLXML(1)));
          }
        });
  }

  @Test
  void large_objects_come_out_again() throws SQLException {
    twins.agreeOutside(
        (connection, seen) -> {
          try (PreparedStatement write =
              connection.prepareStatement("update item set file = ? where id = 1")) {
            seen.act("blob", () -> write.setBlob(1, new ByteArrayInputStream(BYTES)));
          }
        });
    twins.agreeInside(
        (connection, seen) -> {
          try (PreparedStatement write =
                  connection.prepareStatement("update item set file = ? where id = ?");
              PreparedStatement read =
                  connection.prepareStatement("select file from item where id = ?")) {
            seen.ask(
                "blob",
                () -> {
                  write.setBlob(1, new ByteArrayInputStream(BYTES));
                  write.setInt(2, 1);
                  return write.executeUpdate();
                });
            read.setInt(1, 1);
            seen.ask("blob", () -> first(read, rows -> rows.getBlob(1)));
            seen.ask("copied", () -> copied(write, read));
            seen.ask("clob", () -> first(read, rows -> rows.getClob(1)));
            read.setInt(1, 3);
            seen.ask("copy", () -> first(read, rows -> rows.getBlob(1)));
          }
        });
  }

  private static Object copied(PreparedStatement write, PreparedStatement read)
      throws SQLException {
    try (ResultSet rows = read.executeQuery()) {
      rows.next();
      Blob blob = rows.getBlob(1);
      blob.setBytes(1, "BYTES".getBytes(StandardCharsets.UTF_8));
      write.setBlob(1, blob);
      write.setInt(2, 3);
      return write.executeUpdate();
    }
  }

  @Test
  void calls_hand_out_their_parameters() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (CallableStatement function = connection.prepareCall("{? = call add_one(?)}")) {
            function.registerOutParameter(1, Types.INTEGER);
            function.setInt(2, 41);
            seen.ask("execute", function::execute);
            seen.ask("result", () -> function.getInt(1));
            seen.ask("null", function::wasNull);
            seen.ask("update", function::executeUpdate);
          }
          try (CallableStatement procedure = connection.prepareCall("call twice(?, ?)")) {
            procedure.setInt(1, 4);
            procedure.setNull(2, Types.INTEGER);
            procedure.registerOutParameter(2, Types.INTEGER);
            seen.ask("execute", procedure::execute);
            seen.ask("result", () -> procedure.getObject(2));
          }
          try (CallableStatement query =
              connection.prepareCall(
                  "select name from item where id = ?",
                  ResultSet.TYPE_SCROLL_INSENSITIVE,
                  ResultSet.CONCUR_READ_ONLY)) {
            query.setInt(1, 2);
            seen.ask("query", query::executeQuery);
          }
          try (CallableStatement wrong =
              connection.prepareCall(
                  "{call no_such(?)}",
                  ResultSet.TYPE_FORWARD_ONLY,
                  ResultSet.CONCUR_READ_ONLY,
                  ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
            wrong.setInt(1, 2);
            seen.ask("wrong", wrong::execute);
          }
        });
  }

  @Test
  void cursors_of_functions_are_results() throws SQLException {
    twins.agreeInside(
        (connection, seen) -> {
          try (CallableStatement function = connection.prepareCall("{? = call items()}")) {
            function.registerOutParameter(1, Types.REF_CURSOR);
            function.execute();
            seen.ask("rows", () -> function.getObject(1));
          }
        });
  }

  @Test
  void anonymous_code_runs() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (Statement statement = connection.createStatement()) {
            seen.ask(
                "do", () -> statement.execute("do $$ begin update item set price = 3; end $$"));
            seen.ask("sum", () -> statement.executeQuery("select sum(price) from item"));
            seen.ask("do", () -> statement.execute("do $$ begin raise exception 'no'; end $$"));
          }
        });
  }

  @Test
  void escapes_are_processed() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          seen.ask(
              "native", () -> connection.nativeSQL("select {fn lcase('A')}, {d '2026-01-02'}"));
          try (Statement statement = connection.createStatement()) {
            seen.ask("quoted", () -> statement.enquoteLiteral("it's"));
            seen.ask("identifier", () -> statement.enquoteIdentifier("a\"b", true));
            seen.ask("query", () -> statement.executeQuery("select {fn ucase('a')}"));
            statement.setEscapeProcessing(false);
            seen.ask("off", () -> statement.executeQuery("select {fn ucase('a')}"));
          }
        });
  }

  /** {@link Connection#createStruct} is not in the driver; a composite is an object. */
  @Test
  void composites_come_out_as_objects() throws SQLException {
    twins.agree(
        (connection, seen) -> {
          try (PreparedStatement write =
              connection.prepareStatement("insert into paired values (2, ?) returning pair")) {
            PGobject pair = new PGobject();
            pair.setType("pair");
            pair.setValue("(7,seven)");
            write.setObject(1, pair);
            seen.ask("back", () -> first(write, rows -> rows.getObject(1)));
          }
        });
  }
}
