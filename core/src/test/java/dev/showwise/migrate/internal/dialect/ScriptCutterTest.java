package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.spi.ScriptStatement;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripts and what they are cut into; most of them are in {@code statements.txt}. */
class ScriptCutterTest {
  static ScriptCutter cutter(ScriptGrammar grammar, String script) {
    return new ScriptCutter(new StringReader(script), "some.sql", grammar);
  }

  static List<ScriptStatement> cut(ScriptGrammar grammar, String script) throws IOException {
    return all(cutter(grammar, script));
  }

  private static List<ScriptStatement> all(ScriptCutter cutter) throws IOException {
    List<ScriptStatement> found = new ArrayList<>();
    for (Optional<ScriptStatement> next = cutter.next(); next.isPresent(); next = cutter.next()) {
      found.add(next.get());
    }
    return found;
  }

  private static List<String> texts(Reader script, ScriptGrammar grammar) throws IOException {
    return GoldenScript.texts(new ScriptCutter(script, "some.sql", grammar));
  }

  @TestFactory
  Stream<DynamicTest> scripts_are_cut_as_the_product_means_them() throws IOException {
    return GoldenScript.all().stream()
        .flatMap(golden -> golden.grammars().stream()
            .flatMap(grammar -> Stream.of("\n", "\r\n")
                .map(end -> dynamicTest(
                    grammar + ", " + golden.title() + (end.length() > 1 ? ", CRLF" : ""),
                    () -> check(golden, grammar, end)))));
  }

  private static void check(GoldenScript one, ScriptGrammar grammar, String lineEnd)
      throws IOException {
    String script = one.script().replace("\n", lineEnd);
    if (one.refusal().isEmpty()) {
      List<String> expected =
          one.statements().stream().map(s -> s.replace("\n", lineEnd)).toList();
      assertThat(texts(new StringReader(script), grammar).stream()
              .map(s -> s.replace("\r\n", "\n").replace("\n", lineEnd)))
          .containsExactlyElementsOf(expected);
    } else {
      assertThatThrownBy(() -> cut(grammar, script))
          .isInstanceOf(InvalidScript.class)
          .hasMessageStartingWith("some.sql:" + one.refusal())
          .hasMessageEndingWith("Nothing was executed.");
    }
  }

  @Test
  void a_statement_knows_its_line_column_and_offset() throws IOException {
    List<ScriptStatement> found =
        cut(ScriptGrammar.SQLITE, "\uFEFFSELECT 1;\r\n\r\n  SELECT 'a\nb'; SELECT 3;\rSELECT 4");

    assertThat(found).extracting(ScriptStatement::line).containsExactly(1L, 3L, 4L, 5L);
    assertThat(found).extracting(ScriptStatement::column).containsExactly(1, 3, 5, 1);
    assertThat(found).extracting(ScriptStatement::offset).containsExactly(1L, 16L, 30L, 40L);
  }

  @ParameterizedTest
  @EnumSource
  void a_NUL_is_refused_where_it_is(ScriptGrammar grammar) {
    assertThatThrownBy(() -> cut(grammar, "SELECT 1;\nSELECT \0;"))
        .isInstanceOf(InvalidScript.class)
        .hasMessageStartingWith("some.sql:2:8: There is a NUL character.");
  }

  @ParameterizedTest
  @EnumSource(names = {"SQLITE", "MYSQL"})
  void a_carriage_return_that_ends_no_comment_does_not_hide_what_comes_after_it(
      ScriptGrammar grammar) throws IOException {
    assertThatThrownBy(() -> cut(grammar, "SELECT 1;\r\n-- two\rSELECT 2;\rSELECT 3;"))
        .isInstanceOf(InvalidScript.class)
        .hasMessageStartingWith("some.sql:2:1: The database takes all that follows on this line");
    assertThat(cut(grammar, "-- two\r\r\nSELECT 2")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "H2"})
  void a_carriage_return_ends_a_comment(ScriptGrammar grammar) throws IOException {
    assertThat(cut(grammar, "SELECT 1; -- two\rSELECT 2;\rSELECT 3;")).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void a_byte_order_mark_is_no_part_of_the_first_word(ScriptGrammar grammar) throws IOException {
    String routine = "CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW BEGIN SELECT 1; END";

    assertThat(cut(grammar, "\uFEFF" + routine)).hasSameSizeAs(cut(grammar, routine));
    assertThat(cut(grammar, "\uFEFF").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void it_does_not_matter_in_which_pieces_a_script_is_read(ScriptGrammar grammar)
      throws IOException {
    StringBuilder script = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      String statement = "INSERT INTO t VALUES (" + i + ", 'a;b''" + "x".repeat(i % 97) + "')";
      script.append("-- number ").append(i).append('\n').append(statement).append(";\n");
      expected.add(statement);
    }

    assertThat(texts(dripping(script.toString()), grammar)).isEqualTo(expected);
  }

  @Test
  void a_statement_longer_than_what_is_read_at_once_is_whole() throws IOException {
    String text = "x;'".repeat(200_000);
    String long1 = "INSERT INTO t VALUES ('" + text.replace("'", "''") + "')";

    assertThat(texts(dripping(long1 + ";\n" + long1), ScriptGrammar.POSTGRESQL))
        .containsExactly(long1, long1);
  }

  /** It gives a few characters at a time. */
  private static Reader dripping(String text) {
    return new FilterReader(new BufferedReader(new StringReader(text))) {
      private int count;

      @Override
      public int read(char[] into, int offset, int length) throws IOException {
        count = count % 1_000 + 1;
        return super.read(into, offset, Math.min(length, count));
      }
    };
  }

  @Test
  void rows_of_many_tables_are_passed_by_without_reading_further_and_further_ahead()
      throws IOException {
    String script = "COPY t (a) FROM stdin;\n1\n\\.\n".repeat(40)
        + "INSERT INTO t VALUES (1);\n".repeat(200_000);
    long[] given = {0};
    Reader counting = new FilterReader(new StringReader(script)) {
      @Override
      public int read(char[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        given[0] += Math.max(count, 0);
        return count;
      }
    };
    ScriptCutter cutter = new ScriptCutter(counting, "some.sql", ScriptGrammar.POSTGRESQL);

    long ahead = 0;
    for (Optional<ScriptStatement> next = cutter.next(); next.isPresent(); next = cutter.next()) {
      ahead = Math.max(ahead, given[0] - next.get().offset());
    }

    assertThat(ahead).isLessThan(300_000);
  }
}
