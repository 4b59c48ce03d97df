package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** The database's own COPY is the judge: both must leave the same rows. */
class CopiedRowsTest {
  private final PostgresDialect dialect = new PostgresDialect();
  private TestDatabase db;

  @BeforeEach
  void create() throws SQLException {
    db = PostgresSchemas.create();
    db.execute("CREATE TABLE t (n int, s text)", "CREATE TABLE u (LIKE t)");
  }

  @AfterEach
  void drop() throws SQLException {
    if (db != null) {
      PostgresSchemas.drop(db);
    }
  }

  private void sendBoth(String copy, String rows) throws SQLException, IOException {
    assertThat(dialect.refusalOfRows(copy)).isEmpty();
    dialect.sendRows(db.connection(), copy, new StringReader(rows));
    db.connection()
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(copy.replaceFirst("t", "u"), new StringReader(rows));
  }

  private void assertSame(int count) throws SQLException {
    assertThat(db.query("SELECT count(*) FROM t")).containsExactly("" + count);
    assertThat(db.query("SELECT * FROM t EXCEPT ALL SELECT * FROM u")).isEmpty();
    assertThat(db.query("SELECT * FROM u EXCEPT ALL SELECT * FROM t")).isEmpty();
  }

  /** A statement, and rows for it; the first t in it is the table's name. */
  private record Sample(String copy, String rows, int count) {}

  static List<Sample> samples() {
    return List.of(
        new Sample("COPY t FROM STDIN", "1\tit's; ok\n2\t\\N\n\\N\t\n", 3),
        new Sample("COPY t (n, s) FROM STDIN", "1\ta\\tb\\nc\\\\d\\r\\b\\f\\v\\x41\\101\\q\n", 1),
        new Sample("COPY t (s, n) FROM STDIN", "a\t1\r\nb\t2\r\n", 2),
        new Sample("COPY t (n, s) FROM STDIN", "1\tgoes\\\non\n2\tx\n", 2),
        new Sample(
            "copy t from stdin with delimiter as '|' null as 'none'", "1|none\n2|a\\|b\n", 2),
        new Sample(
            "COPY t FROM STDIN (DELIMITER E'\\t', NULL '', FREEZE false)", "1\t\n2\tä€😀\n", 2),
        new Sample("COPY t FROM STDIN WITH (FORMAT csv)", "1,\"a,\"\"b\"\"\"\n2,\n3,\"\"\n", 3),
        new Sample("COPY t FROM STDIN WITH CSV HEADER", "n,s\n1,\"two\nlines;\"\n2,a\"b c\"d\n", 2),
        new Sample("COPY t FROM STDIN CSV", "1,\"a\"\r\n2,b\r\n3,\"c\r\nd\"\r\n", 3),
        new Sample(
            "COPY t FROM STDIN (FORMAT csv, QUOTE '''', ESCAPE '\\', DELIMITER ';', NULL 'x', HEADER)",
            "n;s\n1;'a\\'b\\\\c'\n2;x\n3;'x'\n",
            3),
        new Sample("COPY t FROM STDIN", "", 0));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void rows_are_read_as_the_server_reads_them(Sample sample) throws SQLException, IOException {
    sendBoth(sample.copy(), sample.rows());

    assertSame(sample.count());
  }

  @Test
  void every_type_reads_its_values_itself() throws SQLException, IOException {
    String columns =
        "(a boolean, b bytea, c numeric(5,2), d date, e timestamptz, f int[], g jsonb, h uuid,"
            + " i interval, j varchar(3), k char(3), l inet, m mood, n text DEFAULT 'default',"
            + " o int GENERATED ALWAYS AS (1 + 1) STORED, p int GENERATED ALWAYS AS IDENTITY)";
    db.execute(
        "DROP TABLE t, u",
        "CREATE TYPE mood AS ENUM ('ok', 'so; so')",
        "CREATE TABLE t " + columns,
        "CREATE TABLE u " + columns);

    sendBoth(
        "COPY t (a, b, c, d, e, f, g, h, i, j, k, l, m, p) FROM STDIN",
        "t\t\\\\x00ff\t1.5\t2026-01-31\t2026-01-31 10:00:00+01\t{1,NULL,3}\t{\"a\": \"x\\\\\\\\y\"}\t"
            + "8f14e45f-ceea-467f-9c3f-2d0e9a5c9b1a\t1 day\tabc\ta\t10.0.0.1\tso; so\t77\n");

    assertThat(db.query("SELECT n, o, p, m, g ->> 'a' FROM t"))
        .containsExactly("default|2|77|so; so|x\\y");
    assertThat(db.query("SELECT t.* FROM t JOIN u ON t::text = u::text")).hasSize(1);
  }

  @Test
  void without_a_list_all_columns_but_generated_ones_are_meant() throws SQLException, IOException {
    db.execute("CREATE TABLE g (a int, b int GENERATED ALWAYS AS (a + 1) STORED, \"C c\" text)");

    dialect.sendRows(db.connection(), "COPY g FROM STDIN", new StringReader("1\tx\n"));

    assertThat(db.query("SELECT * FROM g")).containsExactly("1|2|x");
  }

  @Test
  void rows_of_a_table_without_columns_are_empty_lines() throws SQLException, IOException {
    db.execute(
        "CREATE TABLE nothing ()", "CREATE TABLE made (a int GENERATED ALWAYS AS (1) STORED)");

    dialect.sendRows(db.connection(), "COPY nothing FROM STDIN", new StringReader("\n\n\n"));
    dialect.sendRows(db.connection(), "COPY made FROM STDIN", new StringReader("\n".repeat(1_500)));

    assertThat(db.query("SELECT count(*) FROM nothing")).containsExactly("3");
    assertThat(db.query("SELECT count(*), sum(a) FROM made")).containsExactly("1500|1500");
    assertThatThrownBy(() ->
            dialect.sendRows(db.connection(), "COPY nothing FROM STDIN", new StringReader("\nx\n")))
        .hasMessageContaining("line 2 of the rows has 1 values, and the statement 0 columns");
  }

  @Test
  void pieces_with_as_many_rows_are_one_statement() throws SQLException, IOException {
    List<String> prepared = new ArrayList<>();
    Connection counting = (Connection) Proxy.newProxyInstance(
        CopiedRowsTest.class.getClassLoader(),
        new Class<?>[] {Connection.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("prepareStatement")) {
            prepared.add((String) arguments[0]);
          }
          return method.invoke(db.connection(), arguments);
        });

    dialect.sendRows(
        counting, "COPY t (n, s) FROM STDIN", new StringReader("1\ta\n".repeat(5_500)));

    assertThat(db.query("SELECT count(*) FROM t")).containsExactly("5500");
    assertThat(prepared).hasSize(2).allMatch(sql -> sql.startsWith("INSERT INTO t (n, s)"));
  }

  @Test
  void many_rows_are_sent_in_pieces() throws SQLException, IOException {
    long seed = Long.getLong("showwise.test.seed", System.nanoTime());
    Random random = new Random(seed);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      rows.append(i).append('\t').append("x".repeat(random.nextInt(2_000))).append('\n');
    }

    sendBoth("COPY t FROM STDIN", rows.toString());

    assertSame(5_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1\n", "1\ta\tb\n"})
  void a_row_of_another_width_is_told_by_its_line(String second) {
    assertThatThrownBy(() -> dialect.sendRows(
            db.connection(), "COPY t FROM STDIN", new StringReader("1\ta\n" + second)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("line 2 of the rows has")
        .hasMessageContaining("2 columns");
  }

  @Test
  void a_value_that_its_column_does_not_take_is_refused_by_the_server() {
    assertThatThrownBy(() ->
            dialect.sendRows(db.connection(), "COPY t FROM STDIN", new StringReader("one\ta\n")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("invalid input syntax for type integer");
  }
}
