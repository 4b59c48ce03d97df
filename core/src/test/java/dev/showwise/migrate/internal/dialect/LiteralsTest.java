package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Literal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the dialects see values in a statement. */
class LiteralsTest {
  private static final String CANARY = "Qx7vKzw";
  private static final String HEX = HexFormat.of().formatHex(CANARY.getBytes());
  private static final String NUMBER = "918273645";
  private static final long SEED = 20260214;

  static Stream<Dialect> dialects() {
    return Stream.of(
        new SqliteDialect(),
        new PostgresDialect(),
        new MariaDbDialect(),
        new MySqlDialect(),
        new H2Dialect());
  }

  static String masked(Dialect dialect, String sql) {
    StringBuilder shown = new StringBuilder();
    int at = 0;
    for (Literal literal : dialect.literals(sql)) {
      assertThat(literal.start()).as(sql).isGreaterThanOrEqualTo(at);
      shown.append(sql, at, literal.start()).append(literal.mask());
      at = literal.end();
    }
    return shown.append(sql.substring(at)).toString();
  }

  /** The canary as every sort of value that the product has. */
  private static List<String> values(Dialect dialect) {
    List<String> values = new ArrayList<>(List.of(
        "'" + CANARY + "'",
        "'it''s " + CANARY + "'",
        "''''",
        "'" + CANARY + "''" + CANARY + "'",
        "'-- " + CANARY + "'",
        "'/* " + CANARY + "'",
        "'; " + CANARY + "'",
        "'\n" + CANARY + "\n'",
        "X'" + HEX + "'",
        "x'" + HEX + "'",
        NUMBER,
        "-" + NUMBER + ".5e3",
        "12",
        "NULL"));
    switch (dialect.name()) {
      case "postgresql" ->
        values.addAll(List.of(
            "E'" + CANARY + "\\'" + CANARY + "'",
            "e'\\\\' ",
            "U&'" + CANARY + "'",
            "B'0101'",
            "N'" + CANARY + "'",
            "$$" + CANARY + "$$",
            "$tag$ ' $$ " + CANARY + "$tag$",
            "'" + CANARY + "'::text",
            "DATE '" + CANARY + "'"));
      case "h2" ->
        values.addAll(List.of(
            "$$" + CANARY + "$$",
            "U&'" + CANARY + "'",
            "N'" + CANARY + "'",
            "DATE '" + CANARY + "'"));
      case "sqlite" -> values.add("\"" + CANARY + "\"");
      default ->
        values.addAll(List.of(
            "\"" + CANARY + "\"",
            "\"it's " + CANARY + "\"",
            "'say \"" + CANARY + "\"'",
            "_utf8mb4'" + CANARY + "'",
            "N'" + CANARY + "'",
            "0x" + HEX,
            "b'0101'",
            "'a' '" + CANARY + "'"));
    }
    return values;
  }

  private static List<String> blanks(Dialect dialect) {
    List<String> blanks = new ArrayList<>(List.of(
        " ",
        "\n",
        " /* " + CANARY + " */ ",
        " -- " + CANARY + "\n",
        " /* it's " + CANARY + " */ ",
        " /**/ "));
    if (dialect.name().equals("postgresql") || dialect.name().equals("h2")) {
      blanks.add(" /* a /* " + CANARY + " */ " + CANARY + " */ ");
    }
    if (dialect instanceof MySqlFamilyDialect) {
      blanks.add(" # " + CANARY + "\n");
    }
    return blanks;
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void no_value_and_no_comment_is_left_whatever_stands_beside_it(Dialect dialect) {
    Random random = new Random(SEED);
    List<String> values = values(dialect);
    List<String> blanks = blanks(dialect);
    for (int i = 0; i < 4000; i++) {
      StringBuilder sql = new StringBuilder("INSERT INTO person (name, note) VALUES");
      int count = 1 + random.nextInt(6);
      for (int k = 0; k < count; k++) {
        sql.append(pick(blanks, random)).append(k == 0 ? "(" : ",");
        sql.append(pick(blanks, random)).append(pick(values, random));
      }
      sql.append(')').append(pick(blanks, random));
      if (random.nextInt(4) == 0) {
        // cut anywhere after the names, as a template that went wrong
        sql.setLength(40 + random.nextInt(sql.length() - 40));
      }

      String shown = masked(dialect, sql.toString());

      assertThat(shown)
          .as(sql.toString())
          .startsWith("INSERT INTO person (name, note) VALUES")
          .doesNotContain(CANARY)
          .doesNotContain(HEX)
          .doesNotContain(NUMBER);
    }
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void whatever_it_is_places_are_in_order_and_within_the_text(Dialect dialect) {
    Random random = new Random(SEED);
    String signs = "'\"`$[]()-/*#;\\ \nEXxUN&0a1?:@!{}é";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder sql = new StringBuilder();
      int length = random.nextInt(24);
      for (int k = 0; k < length; k++) {
        sql.append(signs.charAt(random.nextInt(signs.length())));
      }
      List<Literal> places = dialect.literals(sql.toString());
      int at = 0;
      for (Literal place : places) {
        assertThat(place.start()).as(sql.toString()).isGreaterThanOrEqualTo(at);
        assertThat(place.end()).as(sql.toString()).isGreaterThanOrEqualTo(place.start());
        at = place.end();
      }
      assertThat(at).as(sql.toString()).isLessThanOrEqualTo(sql.length());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      CREATE TABLE t (a VARCHAR(255), b CHAR(3)) | CREATE TABLE t (a VARCHAR(255), b CHAR(3))
      INSERT INTO "t" ("a") VALUES ('x')         | INSERT INTO "t" ("a") VALUES ('***')
      UPDATE "t" SET "a" = 'x', "b" = 1          | UPDATE "t" SET "a" = '***', "b" = 1
      INSERT INTO "n" ("a") SELECT "a" FROM "t"  | INSERT INTO "n" ("a") SELECT "a" FROM "t"
      DELETE FROM t WHERE "a" = "secret"         | DELETE FROM t WHERE '***' = '***'
      SELECT t."a" FROM t WHERE "a" > 12345      | SELECT t."a" FROM t WHERE "a" > ***
      """)
  void on_sqlite_names_in_double_quotes_stay_where_they_can_be_nothing_else(
      String sql, String shown) {
    assertThat(masked(new SqliteDialect(), sql)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      DO $$ BEGIN INSERT INTO t VALUES ('x'); END $$ | DO $$ BEGIN INSERT INTO t VALUES ('***'); END $$
      CREATE FUNCTION f() RETURNS int AS $b$ SELECT 12345 $b$ LANGUAGE sql | CREATE FUNCTION f() RETURNS int AS $b$ SELECT *** $b$ LANGUAGE sql
      CREATE FUNCTION f() RETURNS int AS $b$ return "x" $b$ LANGUAGE python | CREATE FUNCTION f() RETURNS int AS '***' LANGUAGE python
      SELECT $1, 'a\\' \\'', 'b' | SELECT $1, ***
      SELECT "a", E'x', $q$y$q$ | SELECT "a", E'***', '***'
      """)
  void on_postgresql_the_body_of_a_function_is_read_and_a_doubtful_quote_hides_the_rest(
      String sql, String shown) {
    assertThat(masked(new PostgresDialect(), sql.replace("\\\\", "\\"))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '|', textBlock = """
      INSERT INTO `t` (`a`) VALUES ('x', "y") ~ INSERT INTO `t` (`a`) VALUES ('***', '***')
      SELECT 1 /*!50000 , 'x' */              ~ SELECT 1 /*!50000 , '***' */
      SELECT 'C:\\\\', 'x'                    ~ SELECT '***', '***'
      SELECT 'it\\'s', 'x'                    ~ SELECT ***
      """)
  void on_mariadb_and_mysql_comments_that_are_executed_stay_and_a_doubtful_quote_hides_the_rest(
      String sql, String shown) {
    assertThat(masked(new MySqlDialect(), sql)).isEqualTo(shown);
  }
}
