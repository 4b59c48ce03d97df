package dev.showwise.migrate.runner.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.runner.secrets.Secrets;
import dev.showwise.migrate.runner.settings.Verbosity;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Screen screen(Charset charset, Secrets secrets, Verbosity verbosity) {
    return new Screen(
        new Surroundings(
            InputStream.nullInputStream(),
            new PrintStream(out, true, charset),
            new PrintStream(err, true, charset),
            charset,
            Map.of(),
            Path.of(""),
            "showwise-migrate",
            Optional.empty()),
        secrets,
        verbosity);
  }

  @Test
  void signs_are_replaced_where_the_terminal_has_none() {
    Screen screen = screen(StandardCharsets.US_ASCII, Secrets.NONE, Verbosity.NORMAL);

    screen.line("✓ Table created…");
    screen.error("✗ 2fa failed – why");

    assertThat(out.toString(StandardCharsets.US_ASCII))
        .isEqualToIgnoringNewLines("[ok] Table created...");
    assertThat(err.toString(StandardCharsets.US_ASCII))
        .isEqualToIgnoringNewLines("[failed] 2fa failed - why");
  }

  @Test
  void only_the_signs_that_are_missing_are_replaced() {
    screen(StandardCharsets.ISO_8859_1, Secrets.NONE, Verbosity.NORMAL).line("✓ é·");

    assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualToIgnoringNewLines("[ok] é·");
  }

  @Test
  void quiet_people_see_errors_and_questions_only() {
    Screen screen = screen(StandardCharsets.UTF_8, Secrets.NONE, Verbosity.QUIET);

    screen.line("a line");
    screen.warning("a warning");
    screen.verbatim("a definition");
    screen.always("before a question");
    screen.error("an error");

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("before a question");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("an error");
  }

  @Test
  void stack_traces_are_for_those_who_want_them_and_have_no_secrets() {
    Exception thrown = new Exception("login with hunter2 failed");
    screen(StandardCharsets.UTF_8, Secrets.NONE.and("hunter2"), Verbosity.NORMAL)
        .trace(thrown);
    assertThat(err.size()).isZero();

    screen(StandardCharsets.UTF_8, Secrets.NONE.and("hunter2"), Verbosity.VERBOSE)
        .trace(thrown);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("login with *** failed", "ScreenTest")
        .doesNotContain("hunter2");
  }

  @Test
  void a_document_is_utf_8_whatever_the_terminal_shows() {
    screen(StandardCharsets.US_ASCII, Secrets.NONE, Verbosity.QUIET).document("{\"a\": \"é\"}");

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\": \"é\"}\n");
  }
}
