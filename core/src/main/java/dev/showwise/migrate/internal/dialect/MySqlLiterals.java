package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Kind;
import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Token;
import dev.showwise.migrate.spi.Literal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the values in the SQL of MariaDB and MySQL. What stands in double quotes counts as one, though it
 * is a name where ANSI_QUOTES is set.
 */
final class MySqlLiterals {
  /** A name may begin so as well, but a number that was mistyped does. */
  private static final Pattern BEGINS_AS_NUMBER = Pattern.compile("^\\.?\\d{4}");

  private MySqlLiterals() {}

  static List<Literal> of(String sql) {
    List<Token> tokens = MySqlTokenizer.tokens(sql);
    LiteralPlaces places = new LiteralPlaces(sql);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      places.token(token.start(), token.end());
      boolean unclear = token.kind() == Kind.UNFINISHED
          // with NO_BACKSLASH_ESCAPES the text ends there
          || (token.kind() == Kind.STRING && StandardLiterals.hasEscapedQuote(token.text()));
      if (unclear) {
        return places.rest(token.start());
      } else if (token.kind() == Kind.STRING) {
        places.quoted(
            token.start(), token.end(), token.unquoted(), hex(tokens, i), joined(tokens, i));
      } else if (token.kind() == Kind.NUMBER
          || BEGINS_AS_NUMBER.matcher(token.text()).find()) {
        String text = token.text();
        String meaning = text.startsWith("0x") ? Meanings.ofHex(text.substring(2)) : "";
        places.number(token.start(), token.end(), meaning);
      }
    }
    return places.all();
  }

  /** What {@code x'63'} means. */
  private static String hex(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    boolean bytes = i > 0 && tokens.get(i - 1).is("X") && tokens.get(i - 1).end() == token.start();
    return bytes ? Meanings.ofHex(token.unquoted()) : "";
  }

  /** Texts that stand one after the other are one text. */
  private static String joined(List<Token> tokens, int i) {
    StringBuilder text = new StringBuilder();
    int parts = 0;
    for (int k = i; k < tokens.size() && tokens.get(k).kind() == Kind.STRING; k++) {
      text.append(tokens.get(k).unquoted());
      parts++;
    }
    return parts > 1 ? text.toString() : "";
  }
}
