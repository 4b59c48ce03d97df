package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.spi.Dialect.StatementCheck;
import dev.showwise.migrate.spi.ScriptStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Scripts that a real product can run, each with how many statements it has. A product that is given what
 * they are cut into is the judge: a piece of a statement is an error.
 */
final class JudgedScripts {
  /**
   * One script.
   *
   * @param title what it is about
   * @param sql the script
   * @param statements how many statements it has
   */
  record Script(String title, String sql, int statements) {}

  private JudgedScripts() {}

  /** Those of a resource. */
  static List<Script> read(String resource) throws IOException {
    try (InputStream in = JudgedScripts.class.getResourceAsStream(resource)) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("(?m)^#### "))
          .skip(1)
          .map(JudgedScripts::script)
          .toList();
    }
  }

  private static Script script(String text) {
    int title = text.indexOf('\n') + 1;
    int count = text.lastIndexOf("\n==== ") + 1;
    return new Script(
        text.substring(0, title).strip(),
        text.substring(title, count),
        Integer.parseInt(text.substring(count + 5).strip()));
  }

  /** A statement, and the data that come with it. */
  record Piece(String sql, Optional<String> data) {}

  /** What a script is cut into. */
  static List<Piece> cut(ScriptGrammar grammar, String script) throws IOException {
    ScriptCutter cutter = new ScriptCutter(new StringReader(script), "some.sql", grammar);
    List<Piece> pieces = new ArrayList<>();
    for (Optional<ScriptStatement> next = cutter.next(); next.isPresent(); next = cutter.next()) {
      Optional<String> data = Optional.empty();
      if (next.get().data().isPresent()) {
        StringWriter text = new StringWriter();
        next.get().data().get().transferTo(text);
        data = Optional.of(text.toString());
      }
      pieces.add(new Piece(next.get().sql(), data));
    }
    return pieces;
  }

  /** Cuts a script in several ways of ending lines; what it is cut into is the same in each. */
  static List<Piece> pieces(ScriptGrammar grammar, Script script) throws IOException {
    List<Piece> pieces = cut(grammar, script.sql());
    assertThat(pieces).as("statements").hasSize(script.statements());
    for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(
        text -> text.replace("\n", "\r\n"),
        text -> "\uFEFF" + text,
        text -> "/* " + "x".repeat(65_400) + " */" + text,
        String::strip)) {
      assertThat(cut(grammar, change.apply(script.sql())))
          .extracting(piece -> piece.sql().replace("\r\n", "\n"))
          .containsExactlyElementsOf(pieces.stream().map(Piece::sql).toList());
    }
    return pieces;
  }

  /** Gives each piece to the product, as it is. */
  static void execute(Connection connection, List<Piece> pieces) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Piece piece : pieces) {
        try {
          statement.execute(piece.sql());
        } catch (SQLException e) {
          throw new AssertionError(e.getMessage() + "\nin: " + piece.sql(), e);
        }
      }
    }
  }

  /** What the engine must know of a statement does not depend on where it came from: it is one. */
  static void requireOne(StatementCheck check, String sql) {
    assertThat(check.reason())
        .as(sql)
        .doesNotContain("more than one statement")
        .doesNotContain("no statement");
  }
}
