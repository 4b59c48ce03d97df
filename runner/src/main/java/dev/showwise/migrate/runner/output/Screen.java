package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.runner.secrets.Secrets;
import dev.showwise.migrate.runner.settings.Verbosity;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The one way out for text. Credentials are taken out here, and signs that the terminal cannot show
 * are replaced. For one thread.
 */
public final class Screen {
  private static final Map<Character, String> PLAIN = Map.ofEntries(
      Map.entry('✓', "[ok]"),
      Map.entry('✗', "[failed]"),
      Map.entry('↺', "[back]"),
      Map.entry('·', "-"),
      Map.entry('…', "..."),
      Map.entry('→', "->"),
      Map.entry('–', "-"),
      Map.entry('—', "-"),
      Map.entry('‘', "'"),
      Map.entry('’', "'"),
      Map.entry('“', "\""),
      Map.entry('”', "\""));

  /** What a terminal obeys instead of showing it, or shows in another order than it stands there. */
  private static final Pattern COMMANDS =
      Pattern.compile("[\\p{Cc}&&[^\t\n\r]]|\r(?!\n)|[\u202a-\u202e\u2066-\u2069]");

  private static final char FIRST_PICTURE = '\u2400';

  private final PrintStream out;
  private final PrintStream err;
  private final CharsetEncoder encoder;
  private final Secrets secrets;
  private final Verbosity verbosity;
  private UnaryOperator<String> naming = UnaryOperator.identity();

  /** A screen that shows as much as {@code verbosity} says, and none of the secrets. */
  public Screen(Surroundings surroundings, Secrets secrets, Verbosity verbosity) {
    this.out = surroundings.stdout();
    this.err = surroundings.stderr();
    this.encoder = surroundings.charset().newEncoder();
    this.secrets = secrets;
    this.verbosity = verbosity;
  }

  /** A line that quiet people do without. */
  public void line(String text) {
    if (verbosity != Verbosity.QUIET) {
      always(text);
    }
  }

  /** A line that everybody needs, because a question follows. */
  public void always(String text) {
    out.println(shown(text));
    out.flush();
  }

  /** A question; the answer is typed on the same line. */
  public void ask(String text) {
    out.print(shown(text));
    out.flush();
  }

  /** A definition of the database, as it is but for what a terminal would obey. */
  public void verbatim(String text) {
    if (verbosity != Verbosity.QUIET) {
      out.println(harmless(text));
      out.flush();
    }
  }

  /** An error or a warning. */
  public void error(String text) {
    err.println(shown(text));
    err.flush();
  }

  /** A warning; quiet people do without. */
  public void warning(String text) {
    if (verbosity != Verbosity.QUIET) {
      error(text);
    }
  }

  /** The stack trace, for those who want to see it. */
  public void trace(Throwable thrown) {
    if (verbosity == Verbosity.VERBOSE) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      error(trace.toString().stripTrailing());
    }
  }

  /** Whether durations are wanted. */
  public boolean isVerbose() {
    return verbosity == Verbosity.VERBOSE;
  }

  /** A JSON document, which is UTF-8 whatever the terminal shows. */
  public void document(String json) {
    out.writeBytes((json + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** From now on texts name the database as {@code names} does. */
  public void useNames(UnaryOperator<String> names) {
    naming = names;
  }

  /** The text without credentials. */
  public String masked(String text) {
    return secrets.mask(naming.apply(text));
  }

  private String shown(String text) {
    return plain(harmless(masked(text)));
  }

  /** Names and messages come from databases that anybody may have made. */
  private static String harmless(String text) {
    return COMMANDS.matcher(text).replaceAll(command -> {
      char letter = command.group().charAt(0);
      return String.valueOf(letter < ' ' ? (char) (FIRST_PICTURE + letter) : '\ufffd');
    });
  }

  /** The text with other signs for those that the terminal cannot show. */
  String plain(String text) {
    if (encoder.canEncode(text)) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean showable = encoder.canEncode(letter) || !PLAIN.containsKey(letter);
      plain.append(showable ? String.valueOf(letter) : PLAIN.get(letter));
    }
    return plain.toString();
  }
}
