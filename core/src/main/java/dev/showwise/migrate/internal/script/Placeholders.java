package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.Scripts.Replacement;
import dev.showwise.migrate.internal.discovery.NearestName;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.ScriptStatement;
import dev.showwise.migrate.spi.StatementToken;
import dev.showwise.migrate.spi.StatementToken.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values into a statement of a script, in which {@link PlaceholderMarks} stand for placeholders. A value
 * becomes what the placeholder says that it is, and never anything else: a plain word, a number, a quoted
 * name, a text.
 *
 * @param values by name
 * @param replacement where: outside quotes and comments, or everywhere
 * @param dialect knows how names are quoted, and what are quotes and comments
 */
record Placeholders(Map<String, String> values, Replacement replacement, Dialect dialect) {
  private static final Pattern PLACEHOLDER = Pattern.compile(PlaceholderMarks.DOLLAR + ""
      + PlaceholderMarks.BRACE + "([A-Za-z][A-Za-z0-9_.]*)(?::([a-z]+))?\\}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern UNPRINTABLE =
      Pattern.compile(".*[\\p{Cntrl}\\\\].*", Pattern.DOTALL);
  private static final Pattern HARMLESS = Pattern.compile("[\\p{L}\\p{N} _.,:@+=-]*");

  /** The statement with values in it. */
  String replaceIn(ScriptStatement statement, String name) throws IOException {
    String sql = statement.sql();
    if (sql.indexOf(PlaceholderMarks.DOLLAR) < 0) {
      return withoutEscapes(sql);
    }
    List<StatementToken> tokens = dialect.tokens(sql);
    StringBuilder replaced = new StringBuilder(sql.length());
    Matcher placeholder = PLACEHOLDER.matcher(sql);
    int at = 0;
    int token = 0;
    for (int mark = sql.indexOf(PlaceholderMarks.DOLLAR);
        mark >= 0;
        mark = sql.indexOf(PlaceholderMarks.DOLLAR, at)) {
      while (token < tokens.size() && tokens.get(token).end() <= mark) {
        token++;
      }
      boolean isPlain = token < tokens.size()
          && tokens.get(token).start() <= mark
          && tokens.get(token).kind() == Kind.PLAIN;
      replaced.append(sql, at, mark);
      boolean isMeant = isPlain || replacement == Replacement.EVERYWHERE;
      if (isMeant && !(placeholder.find(mark) && placeholder.start() == mark)) {
        throw invalid(
            statement,
            name,
            mark,
            "${ begins a placeholder here, which is written ${name}, ${name:name}, ${name:text} or"
                + " ${name:number}. Write $${ for the two characters.");
      }
      if (isMeant) {
        replaced.append(value(statement, name, placeholder, isPlain));
        at = placeholder.end();
      } else {
        replaced.append(sql, mark, mark + 1);
        at = mark + 1;
      }
    }
    replaced.append(sql, at, sql.length());
    String result = withoutEscapes(replaced.toString());
    requireOne(statement, name, result);
    return result;
  }

  private String value(
      ScriptStatement statement, String name, Matcher placeholder, boolean isPlain) {
    String key = placeholder.group(1);
    String value = values.get(key);
    if (value == null) {
      throw invalid(
          statement,
          name,
          placeholder.start(),
          "There is no value for the placeholder '" + key + "'."
              + NearestName.suggestion(key, values.keySet())
              + " Give one with --placeholder " + key + "=VALUE, or in code.");
    }
    String type = Optional.ofNullable(placeholder.group(2)).orElse("word");
    Optional<String> written = isPlain ? written(type, value) : harmless(value);
    return written.orElseThrow(() -> invalid(
        statement,
        name,
        placeholder.start(),
        "The value of the placeholder '" + key + "' cannot be written here: "
            + wanted(type, isPlain)));
  }

  private Optional<String> written(String type, String value) {
    return switch (type) {
      case "word" -> Optional.of(value).filter(v -> WORD.matcher(v).matches());
      case "number" -> Optional.of(value).filter(v -> NUMBER.matcher(v).matches());
      case "name" ->
        Optional.of(value)
            .filter(v -> !v.isEmpty() && !UNPRINTABLE.matcher(v).matches())
            .map(dialect::quote);
      case "text" ->
        Optional.of(value)
            .filter(v -> !UNPRINTABLE.matcher(v).matches())
            .map(v -> "'" + v.replace("'", "''") + "'");
      default -> Optional.empty();
    };
  }

  private static Optional<String> harmless(String value) {
    return Optional.of(value).filter(v -> HARMLESS.matcher(v).matches());
  }

  private static String wanted(String type, boolean isPlain) {
    if (!isPlain) {
      return "within quotes and comments it may have letters, digits, blanks and _ . , : @ + = - only.";
    }
    return switch (type) {
      case "word" ->
        "it must be one word of letters, digits and '_'. ${name:name} makes a quoted name of it,"
            + " ${name:text} a text.";
      case "number" -> "it must be a number.";
      case "name", "text" -> "it must not have control characters or backslashes.";
      default -> "'" + type + "' is none of name, text, number.";
    };
  }

  /** An escape is one where placeholders are replaced, and nothing special elsewhere. */
  private String withoutEscapes(String sql) {
    StringBuilder plain = new StringBuilder(sql.length());
    List<StatementToken> tokens = List.of();
    for (int i = 0; i < sql.length(); i++) {
      if (PlaceholderMarks.isEscape(sql.charAt(i))) {
        tokens = tokens.isEmpty() ? dialect.tokens(sql) : tokens;
        int place = i;
        boolean isMeant = replacement == Replacement.EVERYWHERE
            || tokens.stream()
                .anyMatch(token ->
                    token.start() <= place && token.end() > place && token.kind() == Kind.PLAIN);
        if (isMeant) {
          continue;
        }
      }
      plain.append(sql.charAt(i));
    }
    return PlaceholderMarks.unmarked(plain.toString());
  }

  /** What was put in must not have made two of it. Nobody knows how; so it is looked at. */
  private void requireOne(ScriptStatement statement, String name, String result)
      throws IOException {
    var again = dialect.statements(new StringReader(result), name);
    Optional<ScriptStatement> first = again.next();
    if (first.isEmpty() || again.next().isPresent()) {
      throw invalid(
          statement,
          name,
          0,
          "With the values of its placeholders this is not one statement any more.");
    }
  }

  private static InvalidScript invalid(
      ScriptStatement statement, String name, int place, String message) {
    long line = statement.line();
    int column = statement.column();
    for (int i = 0; i < place; i++) {
      if (statement.sql().charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new InvalidScript(name, line, column, message + " Nothing was executed.");
  }
}
