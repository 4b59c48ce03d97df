package dev.showwise.migrate.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions.LockLimit;
import dev.showwise.migrate.ExecutionOptions.TransactionMode;
import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.Scripts.Replacement;
import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.internal.dialect.MySqlDialect;
import dev.showwise.migrate.internal.dialect.PostgresDialect;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.internal.script.Script.Examined;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.ScriptDescription.Ends;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Role;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One script on one product: its fingerprint, what is found out before it runs, and what is sent. */
class ScriptTest {
  private static final Dialect SQLITE = new SqliteDialect();
  private static final Dialect POSTGRES = new PostgresDialect();
  private static final Dialect MYSQL = new MySqlDialect();
  private static final Scripts PLAIN = Scripts.in(Path.of("sql"));

  private static Script script(Dialect dialect, String... lines) {
    return script(dialect, PLAIN, lines);
  }

  private static Script script(Dialect dialect, Scripts scripts, String... lines) {
    return new Script(
        new InMemory().with("a.sql", lines), Part.whole(Role.UP, "", "a.sql"), scripts, dialect);
  }

  private static Checksum checksum(Dialect dialect, String text) {
    Examined examined = script(dialect, text).examine();
    assertThat(examined.fault()).as(text).isEmpty();
    return examined.checksum();
  }

  private static List<String> sent(Script script) throws SQLException {
    Examined examined = script.examine();
    assertThat(examined.fault()).isEmpty();
    List<String> sent = new ArrayList<>();
    script.forEach(
        examined,
        (sql, position) -> sent.add(position.line() + ":" + position.column() + " " + sql));
    assertThat(((InMemory) script.folder()).open()).as("files that are open").isZero();
    return sent;
  }

  // --- fingerprints

  @Test
  void the_fingerprint_is_what_earlier_releases_recorded() {
    // these values are in histories by now: a change of them needs an algorithm of another name
    assertThat(
            checksum(SQLITE, "CREATE TABLE seat (id INTEGER);\nINSERT INTO seat VALUES ('a;b');\n"))
        .hasToString(
            "script-1:3b2f18d93fbcc0f6cedbcbd71ec4f3c9875f1ea4f58d7c1a745eaed38bb9a463;raw=bf58b3e77bf24b4e8db4aad04a81b19e5f338ee5f9d8674b85be816c5f0b5c6f");
    assertThat(checksum(
            POSTGRES, "CREATE FUNCTION f() RETURNS int AS $$\nSELECT 1;\n$$ LANGUAGE sql;"))
        .hasToString(
            "script-1:2e5c471046af60821eb966c2a20ab57e7c9edf2240022a7ed44525927436ab44;raw=2b2f6d29779acb34c25a57d26b22cc37d8d4efed078ed53871b74a47839c47dd");
    assertThat(checksum(MYSQL, "/*!40101 SET NAMES utf8 */;\nSELECT /*+ NO_ICP(t) */ 5--1 FROM t;"))
        .hasToString(
            "script-1:7a9b940e85efaca20c5009e669669bc80efefc0c2ff6062838dd71e287c10ed9;raw=35c359c36c1f13f508443d03bf44f525b4011e6fe38bc5f8ac1d27096d43451a");
  }

  @Test
  void line_ends_a_byte_order_mark_and_the_end_of_the_file_mean_nothing() {
    Random random = new Random(15);
    for (int i = 0; i < 100; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j <= random.nextInt(20); j++) {
        text.append("-- line ")
            .append(j)
            .append("\nINSERT INTO t\nVALUES ('a\n")
            .append(i);
        text.append("', $tag$x\n").append(j).append("$tag$);\n");
      }
      String lf = text.toString();
      String meaning = checksum(POSTGRES, lf).meaning();
      Set<String> raw = new HashSet<>();
      for (String other : List.of(
          lf,
          lf.replace("\n", "\r\n"),
          lf.replace("\n", "\r"),
          "\uFEFF" + lf,
          lf.strip(),
          lf + "\n\n",
          "\n" + lf)) {
        assertThat(checksum(POSTGRES, other).meaning()).isEqualTo(meaning);
        raw.add(checksum(POSTGRES, other).raw());
      }
      assertThat(raw).hasSize(7);
    }
  }

  @Test
  void comments_and_blanks_between_tokens_mean_nothing_and_all_else_does() {
    String text = "SELECT 'a b', \"c d\" FROM t WHERE x=1;";
    String meaning = checksum(POSTGRES, text).meaning();
    for (String same : List.of(
        "select".toUpperCase(java.util.Locale.ROOT) + "\n'a b' ,\"c d\"\tFROM t WHERE x = 1",
        "/* why */ SELECT 'a b', \"c d\" -- it's so\n FROM t WHERE x=1;;",
        "SELECT 'a b', \"c d\" FROM t /* a /* nested */ one */ WHERE x=1;")) {
      assertThat(checksum(POSTGRES, same).meaning()).as(same).isEqualTo(meaning);
    }
    for (String other : List.of(
        "SELECT 'a  b', \"c d\" FROM t WHERE x=1;",
        "SELECT 'ab', \"c d\" FROM t WHERE x=1;",
        "SELECT 'a b', \"cd\" FROM t WHERE x=1;",
        "SELECT 'a b', \"c d\" FROM t WHERE x=11;",
        "SELECT 'a b', \"c d\" FROM tWHERE x=1;",
        "SELECT 'a b', \"c d\" FROM t; WHERE x=1;",
        "SELECT E'a b', \"c d\" FROM t WHERE x=1;",
        "SELECT /*+ SeqScan(t) */ 'a b', \"c d\" FROM t WHERE x=1;",
        "Select 'a b', \"c d\" FROM t WHERE x=1;")) {
      assertThat(checksum(POSTGRES, other).meaning()).as(other).isNotEqualTo(meaning);
    }
    assertThat(checksum(MYSQL, "SELECT 1 /*!50000 + 1 */;").meaning())
        .isNotEqualTo(checksum(MYSQL, "SELECT 1 /*!50001 + 1 */;").meaning())
        .isNotEqualTo(checksum(MYSQL, "SELECT 1;").meaning());
  }

  @Test
  void what_must_not_be_run_has_a_meaning_and_what_cannot_be_cut_only_a_text() {
    Examined refused = script(SQLITE, "ROLLBACK; SELECT 1").examine();
    assertThat(refused.fault()).isPresent();
    assertThat(refused.checksum().algorithm()).isEqualTo("script-1");
    assertThat(script(SQLITE, "ROLLBACK ; SELECT  1").examine().checksum().meaning())
        .isEqualTo(refused.checksum().meaning());

    Examined uncut = script(SQLITE, "SELECT 'a").examine();
    assertThat(uncut.fault()).isPresent();
    assertThat(uncut.checksum().algorithm()).isEqualTo("script-uncut-1");
    assertThat(uncut.checksum())
        .isNotEqualTo(script(SQLITE, "SELECT 'b").examine().checksum());
  }

  // --- headers

  @Test
  void a_header_is_what_comments_say_before_the_first_statement() throws IOException {
    ScriptHeader header = ScriptHeader.read(
        new StringReader("\uFEFF/* Licence\n * of somebody */\n\n-- seats\n"
            + "-- migrate: depends-on a, house:b\n--migrate:no-transaction\n"
            + "# migrate: on-change is none\n-- migrate: description  Seats, at last \n"
            + "-- migrate: wait-for-locks 90 seconds\n"
            + "-- migrate: module house\nSELECT 1;\n-- migrate: on-change\n"),
        "a.sql");

    assertThat(header.dependsOn()).containsExactlyInAnyOrder("a", "house:b");
    assertThat(header.words()).containsExactly(ScriptHeader.Word.NO_TRANSACTION);
    assertThat(header.description()).contains("Seats, at last");
    assertThat(header.module()).contains("house");
    assertThat(header.lockLimit()).contains(new LockLimit(Duration.ofSeconds(90), 6));
  }

  @Test
  void a_script_says_how_long_it_waits_for_locks_and_how_often() throws IOException {
    ScriptHeader header = ScriptHeader.read(
        new StringReader("-- migrate: wait-for-locks 1 second, 20 times"), "a.sql");

    assertThat(header.lockLimit()).contains(new LockLimit(Duration.ofSeconds(1), 20));
  }

  @Test
  void the_lines_of_a_header_end_as_lines_do_on_any_system() throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      ScriptHeader header = ScriptHeader.read(
          new StringReader(String.join(
              end, "-- seats", "", "-- migrate: no-transaction", "-- migrate: module house", "S")),
          "a.sql");

      assertThat(header.words()).containsExactly(ScriptHeader.Word.NO_TRANSACTION);
      assertThat(header.module()).contains("house");
      assertThatThrownBy(() -> ScriptHeader.read(
              new StringReader(String.join(end, "", "", "-- migrate: nonsense")), "a.sql"))
          .hasMessageContaining("a.sql:3");
    }
  }

  @Test
  void a_header_may_be_longer_than_any_buffer() {
    String licence = "-- as is, without warranty of any kind\n".repeat(60_000);

    Examined examined = script(
            SQLITE, licence + "-- migrate: no-transaction", "CREATE TABLE a (id)")
        .examine();

    assertThat(examined.header().words()).containsExactly(ScriptHeader.Word.NO_TRANSACTION);
    assertThat(examined.statements()).isEqualTo(1);
    assertThat(examined.checksum().value())
        .isEqualTo(script(SQLITE, "CREATE TABLE a (id)").examine().checksum().value());
  }

  @Test
  void a_word_of_a_header_that_is_not_known_is_an_error_with_its_line() {
    for (String line : List.of(
        "-- migrate: no-transactions",
        "-- migrate: on-change always",
        "-- migrate: depends-on",
        "-- migrate:placeholder",
        "-- migrate: wait-for-locks 0 seconds",
        "-- migrate: wait-for-locks 5 minutes",
        "-- migrate: wait-for-locks",
        "--  migrate: No-Transaction")) {
      Examined examined = script(SQLITE, "-- first", line, "SELECT 1;").examine();
      assertThat(examined.fault())
          .as(line)
          .hasValueSatisfying(fault -> assertThat(fault)
              .hasMessageStartingWith("a.sql:2:1: ")
              .hasMessageContaining("Known are: depends-on"));
    }
  }

  @Test
  void a_script_says_that_it_must_be_outside_a_transaction_or_is_found_to() {
    assertThat(script(SQLITE, "CREATE TABLE a (id)").examine().mode())
        .isEqualTo(TransactionMode.IN_TRANSACTION);
    assertThat(script(SQLITE, "CREATE TABLE a (id); VACUUM").examine().mode())
        .isEqualTo(TransactionMode.OUTSIDE_TRANSACTION);
    assertThat(
            script(SQLITE, "-- migrate: no-transaction", "SELECT 1").examine().mode())
        .isEqualTo(TransactionMode.OUTSIDE_TRANSACTION);
  }

  // --- text

  @Test
  void what_is_no_text_is_refused_with_its_line() {
    byte[] latin = "SELECT 1;\nSELECT 'é';\nSELECT 2;\n".getBytes(StandardCharsets.ISO_8859_1);
    Script script = new Script(
        new InMemory().with("a.sql", latin), Part.whole(Role.UP, "", "a.sql"), PLAIN, SQLITE);

    assertThat(script.examine().fault())
        .hasValueSatisfying(
            fault -> assertThat(fault).hasMessageContaining("a.sql:2:1: This line is not text in"));
    Script utf16 = new Script(
        new InMemory().with("a.sql", "SELECT 1;".getBytes(StandardCharsets.UTF_16)),
        Part.whole(Role.UP, "", "a.sql"),
        PLAIN,
        SQLITE);
    assertThat(utf16.examine().fault())
        .hasValueSatisfying(fault -> assertThat(fault.line()).isEqualTo(1));
  }

  @Test
  void lines_of_a_file_keep_their_numbers() throws SQLException {
    String[] lines = {"", "SELECT 1;", "", "SELECT", " 2;", "SELECT 3"};
    for (String end : List.of("\n", "\r\n", "\r")) {
      InMemory folder = new InMemory().with("a.sql", String.join(end, lines));
      Part whole = Part.whole(Role.UP, "", "a.sql");
      assertThat(sent(new Script(folder, whole.lines(1, 2), PLAIN, SQLITE)))
          .containsExactly("2:1 SELECT 1");
      assertThat(sent(new Script(folder, whole.lines(4, 5), PLAIN, SQLITE)))
          .containsExactly("4:1 SELECT" + end + " 2");
      assertThat(sent(new Script(folder, whole.lines(6, Integer.MAX_VALUE), PLAIN, SQLITE)))
          .containsExactly("6:1 SELECT 3");
      assertThat(sent(new Script(folder, whole.lines(7, 6), PLAIN, SQLITE))).isEmpty();
    }
  }

  @Test
  void mybatis_says_in_comments_what_ends_a_statement() throws SQLException {
    InMemory folder = new InMemory()
        .with(
            "a.sql",
            "SELECT 'a|b';",
            "-- @DELIMITER |",
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN",
            "  UPDATE a SET b = 1;",
            "END",
            "| and what is behind it",
            "--// @DELIMITER ;",
            "SELECT 2;");
    Script script = new Script(
        folder, Part.whole(Role.UP, "", "a.sql").ending(Ends.OF_COMMENTS), PLAIN, SQLITE);

    assertThat(sent(script))
        .containsExactly(
            "1:1 SELECT 'a|b'",
            "3:1 CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  UPDATE a SET b = 1;\nEND",
            "8:1 SELECT 2");
  }

  // --- placeholders

  @Test
  void placeholders_are_off_unless_somebody_asks_for_them() throws SQLException {
    Scripts known = PLAIN.placeholder("x", "y");
    String sql = "SELECT '${x}' || '$${x}' -- ${x}";
    assertThat(sent(script(SQLITE, known, sql))).containsExactly("1:1 SELECT '${x}' || '$${x}'");
    assertThat(sent(script(SQLITE, known.replacing(Replacement.OUTSIDE_QUOTES), sql + "\n, ${x}")))
        .containsExactly("1:1 " + sql + "\n, y");
    assertThat(sent(script(SQLITE, known.replacing(Replacement.EVERYWHERE), sql + "\n, ${x}")))
        .containsExactly("1:1 SELECT 'y' || '${x}' -- y\n, y");
  }

  @Test
  void placeholders_have_no_say_in_where_a_statement_ends() throws SQLException {
    Scripts all = PLAIN
        .placeholder("tag", "body")
        .placeholder("n", "it's")
        .replacing(Replacement.OUTSIDE_QUOTES);
    assertThat(sent(script(
            POSTGRES,
            all,
            "CREATE FUNCTION ${tag}_f() RETURNS text AS $q$ SELECT '${n}'; $q$ LANGUAGE sql;",
            "SELECT ${n:text}, $1, $${not};")))
        .containsExactly(
            "1:1 CREATE FUNCTION body_f() RETURNS text AS $q$ SELECT '${n}'; $q$ LANGUAGE sql",
            "2:1 SELECT 'it''s', $1, ${not}");
  }

  @Test
  void a_placeholder_that_is_not_known_or_not_written_right_is_an_error_with_its_place() {
    Scripts all = PLAIN.placeholder("schema", "x").replacing(Replacement.OUTSIDE_QUOTES);
    for (String wrong :
        List.of("${shema}", "${schema:nmae}", "${1}", "${schema", "${}", "${a-b}")) {
      assertThat(script(SQLITE, all, "SELECT 1;", "SELECT 2, ", "  " + wrong + ";")
              .examine()
              .fault())
          .as(wrong)
          .hasValueSatisfying(fault -> assertThat(fault).hasMessageStartingWith("a.sql:3:3: "));
    }
    assertThat(script(SQLITE, all, "SELECT ${shema}").examine().fault())
        .hasValueSatisfying(fault -> assertThat(fault)
            .hasMessageContaining("no value for the placeholder 'shema'. Did you mean 'schema'?"));
    assertThatThrownBy(() -> PLAIN.placeholder("a b", "x"))
        .hasMessageContaining("'a b' cannot be the name of a placeholder");
  }

  @Test
  void a_value_never_makes_a_statement_more_whatever_it_is() throws SQLException {
    Random random = new Random(25);
    String bits = "'\"`;-/*#$\\[]{}() ab1.\n\r\t\0é";
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder value = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        value.append(bits.charAt(random.nextInt(bits.length())));
      }
      String where = List.of(
              "${v}",
              "${v:text}",
              "${v:name}",
              "${v:number}",
              "'${v}'",
              "\"${v}\"",
              "/* ${v} */ 1",
              "1 -- ${v}\n")
          .get(random.nextInt(8));
      Dialect dialect = List.of(SQLITE, POSTGRES, MYSQL, new H2Dialect()).get(random.nextInt(4));
      Script script = script(
          dialect,
          PLAIN.placeholder("v", value.toString()).replacing(Replacement.EVERYWHERE),
          "SELECT 1, " + where + ", 2; SELECT 3");
      Examined examined = script.examine();
      if (examined.fault().isEmpty()) {
        taken++;
        List<String> sent = sent(script);
        assertThat(sent)
            .as("value %s in %s on %s", value, where, dialect.name())
            .hasSize(2);
        List<String> parts = new ArrayList<>();
        var again = dialect.statements(new StringReader(sent.get(0).substring(4)), "again");
        readAll(again, parts);
        assertThat(parts).hasSize(1);
      }
    }
    assertThat(taken).isGreaterThan(1_000);
  }

  private static void readAll(
      dev.showwise.migrate.spi.ScriptStatements statements, List<String> parts) {
    try {
      for (var next = statements.next(); next.isPresent(); next = statements.next()) {
        parts.add(next.get().sql());
      }
    } catch (IOException | InvalidScript e) {
      throw new AssertionError(e);
    }
  }
}
