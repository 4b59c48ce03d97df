package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.spi.ScriptStatement;
import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scripts that nobody would write. {@code -Dshowwise.test.fuzz=N} tries that many for each product, {@code
 * -Dshowwise.test.seed=N} begins where a failure began.
 */
class ScriptFuzzTest {
  private static final List<String> PIECES = List.of(
      ";",
      ";",
      ";",
      "\n",
      "\r\n",
      " ",
      "'",
      "''",
      "\"",
      "`",
      "[",
      "]",
      "(",
      ")",
      "--",
      "-- x\n",
      "#",
      "/*",
      "*/",
      "/*!50003 ",
      "/*M!",
      "/* a */",
      "$$",
      "$a$",
      "$1",
      "?",
      "::",
      ":a",
      "@",
      "\\",
      "\\'",
      "E'",
      "x'",
      "1",
      "1e5",
      ".5",
      ",",
      "=",
      "a",
      "BEGIN",
      "END",
      "END;",
      "CASE",
      "IF",
      "THEN",
      "LOOP",
      "CREATE",
      "TRIGGER",
      "PROCEDURE",
      "FUNCTION",
      "ATOMIC",
      "SELECT",
      "COPY t FROM STDIN;\n",
      "\\.\n",
      "DELIMITER //\n",
      "\nDELIMITER $$\n",
      "\nDELIMITER ;\n",
      "//",
      "\uFEFF",
      "ä",
      "😀",
      "\u00a0",
      "-",
      "/");

  /** Pieces put together, fewer than {@code most} of them. */
  static String script(RandomGenerator random, List<String> pieces, int most) {
    StringBuilder script = new StringBuilder();
    int length = random.nextInt(1, most);
    for (int i = 0; i < length; i++) {
      script.append(pieces.get(random.nextInt(pieces.size())));
      if (random.nextInt(4) == 0) {
        script.append(' ');
      }
    }
    return script.toString();
  }

  /** What was cut, and the words of a refusal. */
  private record Outcome(List<ScriptStatement> statements, String refusal) {}

  private static Outcome cut(ScriptCutter cutter) throws IOException {
    List<ScriptStatement> statements = new ArrayList<>();
    try {
      for (Optional<ScriptStatement> next = cutter.next(); next.isPresent(); next = cutter.next()) {
        ScriptStatement one = next.get();
        statements.add(new ScriptStatement(
            one.sql(), one.offset(), one.line(), one.column(), Optional.empty()));
        if (one.data().isPresent()) {
          one.data().get().transferTo(java.io.Writer.nullWriter());
        }
      }
      return new Outcome(statements, "");
    } catch (InvalidScript e) {
      return new Outcome(statements, String.valueOf(e.getMessage()));
    }
  }

  /** Where a piece of a script ends; a backslash at the end of a line is not sent to MariaDB and MySQL. */
  private static int endOf(String script, int start, String sql, String what) {
    int at = start;
    for (char c : sql.toCharArray()) {
      if ((c == '\n' || c == '\r') && script.charAt(at) == '\\') {
        at++;
      }
      assertThat(script.charAt(at)).as(what).isEqualTo(c);
      at++;
    }
    return at;
  }

  @ParameterizedTest
  @EnumSource
  void every_script_is_cut_into_pieces_of_itself_or_refused(ScriptGrammar grammar)
      throws IOException {
    long seed = Long.getLong("showwise.test.seed", System.nanoTime());
    int many = Integer.getInteger("showwise.test.fuzz", 5_000);
    Random random = new Random(seed);
    int refused = 0;
    int statements = 0;
    for (int i = 0; i < many; i++) {
      String script = script(random, PIECES, 40);
      String what = grammar + ", seed " + seed + ", script " + i + ": " + script;
      Outcome outcome = cut(ScriptCutterTest.cutter(grammar, script));
      refused += outcome.refusal().isEmpty() ? 0 : 1;
      statements += outcome.statements().size();
      int end = 0;
      for (ScriptStatement one : outcome.statements()) {
        int start = Math.toIntExact(one.offset());
        assertThat(start).as(what).isGreaterThanOrEqualTo(end);
        end = endOf(script, start, one.sql(), what);
        assertThat(one.sql()).as(what).isNotBlank();
        assertThat(one.line()).as(what).isPositive();
      }
    }
    System.out.printf(
        "scripts at random, %s: seed %d, %d scripts, %d statements, %d refused%n",
        grammar, seed, many, statements, refused);
  }

  /** A script is cut the same way whether it is seen at once, or begins to be seen in the middle of it. */
  @ParameterizedTest
  @EnumSource
  void what_comes_before_and_after_changes_no_statement(ScriptGrammar grammar) throws IOException {
    long seed = Long.getLong("showwise.test.seed", System.nanoTime());
    int many = Math.max(20, Integer.getInteger("showwise.test.fuzz", 5_000) / 100);
    Random random = new Random(seed);
    for (int i = 0; i < many; i++) {
      String script = script(random, PIECES, 40);
      Outcome alone = cut(ScriptCutterTest.cutter(grammar, script));
      // enough for the window to end anywhere in it
      int before = 65_500 + random.nextInt(72);
      Outcome behind = cut(
          ScriptCutterTest.cutter(grammar, "SELECT 1;" + " ".repeat(before - 10) + "\n" + script));
      String what = grammar + ", seed " + seed + ", script " + i + ": " + script;
      if (!script.startsWith("\uFEFF")) {
        assertThat(behind.statements().stream().skip(1).map(ScriptStatement::sql))
            .as(what)
            .containsExactlyElementsOf(
                alone.statements().stream().map(ScriptStatement::sql).toList());
        assertThat(behind.refusal().isEmpty())
            .as(what)
            .isEqualTo(alone.refusal().isEmpty());
      }
    }
  }

  /** Lines that have many tokens, or a command of the client program, or begin what might go on. */
  private static final List<String> PUNCTUATION = List.of(
      "########", "--------", "********", "////////", "@@@@@@@@", "((((((((", "))))))))", "$$$$$$$$",
      "$a$b$c$d", "$aaaaaaa", "''''''''", "\"\"\"\"\"\"\"\"", "````````", "[[[[[[[[", "/*/*/*/*", "*/*/*/*/",
      "{{{{{{{{", "........", ";;;;;;;;", "/*!1;*/", "BEGIN", "CASE x", "\\g\\g\\g\\g", "#!#!#!#!");

  /** Bytes are counted, and no seconds: they are the same each time. */
  private static long allocated(ScriptGrammar grammar, String script) throws IOException {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      ScriptCutterTest.cut(grammar, script);
    } catch (InvalidScript e) {
      // what was looked at until then counts
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @ParameterizedTest
  @EnumSource
  void long_runs_of_punctuation_cost_no_more_than_their_length(
      ScriptGrammar grammar) throws IOException {
    for (String line : PUNCTUATION) {
      String some = (line + "\n").repeat(25_000);
      allocated(grammar, some);

      double once = allocated(grammar, some);
      double fourTimes = allocated(grammar, some.repeat(4));

      // what is in memory doubles, so that it may be twice four; a square would be sixteen
      assertThat(fourTimes / once).as(line).isLessThan(9);
    }
  }

  /** A script of a length, which is never there as a whole. */
  private static final class Endless extends Reader {
    private final String piece;
    private final long length;
    private long given;
    private int largest;

    Endless(String piece, long length) {
      this.piece = piece;
      this.length = length;
    }

    @Override
    public int read(char[] into, int offset, int count) {
      if (given >= length) {
        return -1;
      }
      largest = Math.max(largest, count);
      int some = (int) Math.min(count, length - given);
      for (int i = 0; i < some; i++) {
        into[offset + i] = piece.charAt((int) ((given + i) % piece.length()));
      }
      given += some;
      return some;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  @Test
  void a_long_script_is_never_in_memory_as_a_whole() throws IOException {
    String piece = "INSERT INTO t VALUES (1, 'some text; with a semicolon'); -- and a comment\n";
    long length = Long.getLong("showwise.test.script", 32L << 20) / piece.length() * piece.length();
    Endless script = new Endless(piece, length);
    ScriptCutter cutter = new ScriptCutter(script, "long.sql", ScriptGrammar.POSTGRESQL);
    long start = System.nanoTime();
    long statements = 0;
    long ahead = 0;
    for (Optional<ScriptStatement> next = cutter.next(); next.isPresent(); next = cutter.next()) {
      statements++;
      ahead = Math.max(ahead, script.given - next.get().offset());
    }

    assertThat(statements).isEqualTo(length / piece.length());
    assertThat(ahead).isLessThan(300_000);
    System.out.printf(
        "a script of %d MiB: %d statements, at most %d characters ahead, %d MB/s%n",
        length >> 20, statements, ahead, length * 1_000 / Math.max(1, System.nanoTime() - start));
  }
}
