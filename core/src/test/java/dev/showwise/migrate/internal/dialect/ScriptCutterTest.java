package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.spi.ScriptStatement;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripts and what they are cut into; most of them are in {@code statements.txt}. */
class ScriptCutterTest {
  /** A script, what it is cut into, and where it is refused. */
  private record Case(String title, String script, List<String> statements, String refusal) {}

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

  /** Each statement, and its data behind a mark. */
  private static List<String> texts(Reader script, ScriptGrammar grammar) throws IOException {
    ScriptCutter cutter = new ScriptCutter(script, "some.sql", grammar);
    List<String> found = new ArrayList<>();
    for (Optional<ScriptStatement> next = cutter.next(); next.isPresent(); next = cutter.next()) {
      StringWriter data = new StringWriter();
      if (next.get().data().isPresent()) {
        next.get().data().get().transferTo(data);
      }
      found.add(next.get().sql()
          + (data.toString().isEmpty() ? "" : "\n>>>>\n" + data.toString().stripTrailing()));
    }
    return found;
  }

  @TestFactory
  Stream<DynamicTest> scripts_are_cut_as_the_product_means_them() throws IOException {
    try (InputStream in = ScriptCutterTest.class.getResourceAsStream("statements.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("(?m)^#### "))
          .skip(1)
          .flatMap(ScriptCutterTest::cases)
          .toList()
          .stream();
    }
  }

  private static Stream<DynamicTest> cases(String text) {
    String title = text.lines().findFirst().orElseThrow();
    String product = title.substring(0, title.indexOf(':')).toUpperCase(Locale.ROOT);
    String body = text.substring(title.length() + 1);
    int refused = body.indexOf("!!!! ");
    String refusal = refused < 0 ? "" : body.substring(refused + 5).strip();
    String[] parts = (refused < 0 ? body : body.substring(0, refused)).split("(?m)^----\n");
    Case one = new Case(
        title, parts[0], Arrays.stream(parts).skip(1).map(String::strip).toList(), refusal);
    return Arrays.stream(ScriptGrammar.values())
        .filter(grammar -> product.equals("ALL") || product.equals(grammar.name()))
        .flatMap(grammar -> Stream.of("\n", "\r\n")
            .map(end -> dynamicTest(
                grammar + ", " + title + (end.length() > 1 ? ", CRLF" : ""),
                () -> check(one, grammar, end))));
  }

  private static void check(Case one, ScriptGrammar grammar, String lineEnd) throws IOException {
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
}
