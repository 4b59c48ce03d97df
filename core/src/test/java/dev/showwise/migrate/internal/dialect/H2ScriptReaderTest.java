package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.h2.util.ScriptReader;
import org.junit.jupiter.api.Test;

/** H2's own reader of scripts is the judge; only the product itself, not its reader, knows backticks. */
class H2ScriptReaderTest {
  private static final List<String> PIECES = List.of(
      ";",
      ";",
      ";",
      "\n",
      "\r",
      " ",
      "'",
      "''",
      "\"",
      "[",
      "]",
      "(",
      ")",
      "--",
      "-- x\n",
      "//",
      "/",
      "/*",
      "*/",
      "/* a */",
      " $$",
      " $$ ",
      " $1",
      "?",
      "::",
      ":a",
      "\\",
      "E'",
      "U&'",
      "x'",
      "1",
      ",",
      "a",
      "SELECT",
      "BEGIN",
      "END",
      "CREATE ALIAS",
      "AS",
      "ä",
      "#");

  private static List<String> asH2Does(String script) {
    ScriptReader reader = new ScriptReader(new StringReader(script));
    reader.setSkipRemarks(true);
    List<String> statements = new ArrayList<>();
    for (String sql = reader.readStatement(); sql != null; sql = reader.readStatement()) {
      statements.add(sql);
    }
    reader.close();
    return statements;
  }

  /** Words without blanks and comments, so that it does not matter where a statement's blanks belong. */
  private static List<String> words(List<String> statements) {
    return statements.stream()
        .map(sql -> Tokens.canonical(H2Tokenizer.tokens(sql)))
        .filter(sql -> !sql.isBlank())
        .toList();
  }

  @Test
  void scripts_at_random_are_cut_as_H2_cuts_them() throws IOException {
    long seed = Long.getLong("showwise.test.seed", System.nanoTime());
    int many = Integer.getInteger("showwise.test.fuzz", 5_000);
    Random random = new Random(seed);
    int compared = 0;
    for (int i = 0; i < many; i++) {
      String script = ScriptFuzzTest.script(random, PIECES, 25);
      if (script.contains("//*")) {
        // the reader, unlike the product, takes the first two characters of it together in a
        // comment
        continue;
      }
      List<String> pieces;
      try {
        pieces = JudgedScripts.cut(ScriptGrammar.H2, script).stream()
            .map(JudgedScripts.Piece::sql)
            .toList();
      } catch (dev.showwise.migrate.MigrationException.InvalidScript e) {
        // H2 takes what is never closed for closed at the end
        continue;
      }
      compared++;
      assertThat(words(pieces))
          .as("seed " + seed + ", script " + i + ": " + script)
          .isEqualTo(words(asH2Does(script)));
    }
    assertThat(compared).isGreaterThan(many / 10);
    System.out.printf("scripts at random, H2's reader: seed %d, %d compared%n", seed, compared);
  }
}
