package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.ExecutionOptions.LockLimit;
import dev.showwise.migrate.MigrationException.InvalidScript;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a script says of itself, in comments before its first statement: {@code -- migrate: no-transaction}.
 *
 * @param words what it switches on
 * @param dependsOn the migrations that must come before it
 * @param description what it is for, if it says so
 * @param module the module of the whole folder, if it says so
 * @param lockLimit how long it may wait for locks of the application, if it says so
 */
public record ScriptHeader(
    Set<Word> words,
    Set<String> dependsOn,
    Optional<String> description,
    Optional<String> module,
    Optional<LockLimit> lockLimit) {
  /** What a script says that says nothing. */
  static final ScriptHeader NONE =
      new ScriptHeader(Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What a script may switch on. */
  public enum Word {
    /** It is run outside a transaction. */
    NO_TRANSACTION,
    /** It is run whenever it changed. */
    ON_CHANGE,
    /** It may be run again after an interruption. */
    SAFE_TO_REPEAT,
    /** Placeholders outside quotes and comments are replaced. */
    PLACEHOLDERS,
    /** Placeholders are replaced wherever they are. */
    PLACEHOLDERS_EVERYWHERE;

    /** How it is written. */
    String written() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Compiled for the first script that begins with a comment. */
  private static final class Words {
    static final Pattern LINE = Pattern.compile("\\s*--\\s*migrate:\\s*(\\S+)\\s*(.*?)\\s*");
    static final Pattern DBMATE = Pattern.compile("\\s*--\\s*migrate:(up|down)\\b.*");
    static final Pattern WAIT =
        Pattern.compile("([1-9]\\d{0,4}) seconds?(?:, ([1-9]\\d{0,2}) times)?");
  }

  private static final int LONGEST_LINE = 10_000;

  /** Copies the sets. */
  public ScriptHeader {
    words = Set.copyOf(words);
    dependsOn = Set.copyOf(dependsOn);
  }

  /** Whether something is switched on. */
  boolean has(Word word) {
    return words.contains(word);
  }

  /**
   * Reads the header of a script, and no more of it than that.
   *
   * @param script from its beginning; read a character at a time and not closed here
   * @param name what it is called in messages
   * @throws InvalidScript if a word of it is not known
   */
  static ScriptHeader read(Reader script, String name) throws IOException {
    Parser parser = new Parser(name);
    Lines lines = new Lines(script);
    for (String line = lines.next(); line != null && parser.take(line); line = lines.next()) {
      // the parser remembers
    }
    return parser.header();
  }

  /** One line after the other. */
  private static final class Lines {
    private final Reader reader;
    private boolean afterReturn;

    Lines(Reader reader) {
      this.reader = reader;
    }

    /** The beginning of the next line; null at the end. A line may be longer than memory is large. */
    @Nullable
    String next() throws IOException {
      int c = reader.read();
      if (afterReturn && c == '\n') {
        c = reader.read();
      }
      if (c < 0) {
        return null;
      }
      StringBuilder line = new StringBuilder();
      while (c >= 0 && c != '\n' && c != '\r' && line.length() < LONGEST_LINE) {
        line.append((char) c);
        c = reader.read();
      }
      afterReturn = c == '\r';
      return line.toString();
    }
  }

  /** Takes lines as long as they may belong to a header. */
  private static final class Parser {
    private final String name;
    private final Set<Word> words = EnumSet.noneOf(Word.class);
    private final Set<String> dependsOn = new LinkedHashSet<>();
    private Optional<String> description = Optional.empty();
    private Optional<String> module = Optional.empty();
    private Optional<LockLimit> lockLimit = Optional.empty();
    private boolean inComment;
    private int number;

    Parser(String name) {
      this.name = name;
    }

    boolean take(String line) {
      number++;
      String text = (number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
      if (inComment) {
        inComment = !text.endsWith("*/");
        return inComment || text.indexOf("*/") == text.length() - 2;
      } else if (text.startsWith("/*") && !text.startsWith("/*!") && !text.startsWith("/*M!")) {
        int end = text.indexOf("*/", 2);
        inComment = end < 0;
        return inComment || end == text.length() - 2;
      }
      Matcher header = Words.LINE.matcher(text);
      if (header.matches() && !Words.DBMATE.matcher(text).matches()) {
        read(header.group(1), header.group(2));
      }
      return text.isEmpty() || text.startsWith("--") || text.startsWith("#");
    }

    private void read(String word, String rest) {
      switch (word) {
        case "depends-on" -> dependsOn.addAll(list(word, rest));
        case "description" -> description = Optional.of(required(word, rest));
        case "wait-for-locks" -> lockLimit = Optional.of(lockLimit(required(word, rest)));
        case "module" -> module = Optional.of(required(word, rest));
        default -> {
          if (!rest.isEmpty()) {
            throw invalid("'" + word + "' takes nothing behind it");
          }
          words.add(Arrays.stream(Word.values())
              .filter(known -> known.written().equals(word))
              .findFirst()
              .orElseThrow(() -> invalid("'" + word + "' is not known")));
        }
      }
    }

    private String required(String word, String rest) {
      if (rest.isEmpty()) {
        throw invalid("'" + word + "' has nothing behind it");
      }
      return rest;
    }

    private List<String> list(String word, String rest) {
      return Arrays.stream(required(word, rest).split(",", -1))
          .map(String::strip)
          .filter(one -> !one.isEmpty())
          .toList();
    }

    private LockLimit lockLimit(String written) {
      Matcher wait = Words.WAIT.matcher(written);
      if (!wait.matches()) {
        throw invalid(
            "'" + written + "' is not a wait, such as '60 seconds' or '1 second, 20 times',");
      }
      return new LockLimit(
          Duration.ofSeconds(Long.parseLong(wait.group(1))),
          wait.group(2) == null ? LockLimit.DEFAULT.attempts() : Integer.parseInt(wait.group(2)));
    }

    private InvalidScript invalid(String what) {
      return new InvalidScript(
          name,
          number,
          1,
          what
              + " in a header. Known are: depends-on A, B; description TEXT; module NAME; wait-for-locks N seconds; "
              + String.join(
                  "; ", Arrays.stream(Word.values()).map(Word::written).toList())
              + ". Nothing was executed.");
    }

    ScriptHeader header() {
      return new ScriptHeader(words, dependsOn, description, module, lockLimit);
    }
  }
}
