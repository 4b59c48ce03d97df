package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.spi.ScriptStatement;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is in memory of a script ends somewhere: here at each place of a script once, so that whatever is looked
 * at there is cut short.
 */
class ScriptInPiecesTest {
  /** How much of a script may be needed to know what its first statement is. */
  private static final int LONGEST = 400;

  /** Where a statement begins, and what is sent. */
  private record Found(String sql, long offset, long line, int column) {
    static Found of(ScriptStatement statement) {
      return new Found(statement.sql(), statement.offset(), statement.line(), statement.column());
    }
  }

  @TestFactory
  Stream<DynamicTest> it_does_not_matter_how_much_of_a_script_is_in_memory() throws IOException {
    return GoldenScript.all().stream()
        .flatMap(golden -> golden.grammars().stream()
            .map(grammar ->
                dynamicTest(grammar + ", " + golden.title(), () -> check(golden, grammar))));
  }

  private static void check(GoldenScript golden, ScriptGrammar grammar) throws IOException {
    List<Found> whole = golden.refusal().isEmpty()
        ? found(cutter(golden, grammar, golden.script().length() + 1))
        : List.of();
    for (int atOnce = 1; atOnce <= Math.min(LONGEST, golden.script().length()); atOnce++) {
      ScriptCutter cutter = cutter(golden, grammar, atOnce);
      String where = "with " + atOnce + " characters at once";
      if (golden.refusal().isEmpty()) {
        assertThat(GoldenScript.texts(cutter)).as(where).isEqualTo(golden.statements());
        assertThat(found(cutter(golden, grammar, atOnce))).as(where).isEqualTo(whole);
      } else {
        assertThatThrownBy(() -> GoldenScript.texts(cutter))
            .as(where)
            .isInstanceOf(InvalidScript.class)
            .hasMessageStartingWith("some.sql:" + golden.refusal());
      }
    }
  }

  private static ScriptCutter cutter(GoldenScript golden, ScriptGrammar grammar, int atOnce) {
    return new ScriptCutter(
        new ScriptText(new StringReader(golden.script()), "some.sql", atOnce), grammar);
  }

  private static List<Found> found(ScriptCutter cutter) throws IOException {
    List<Found> found = new ArrayList<>();
    for (Optional<ScriptStatement> next = cutter.next(); next.isPresent(); next = cutter.next()) {
      found.add(Found.of(next.get()));
    }
    return found;
  }
}
