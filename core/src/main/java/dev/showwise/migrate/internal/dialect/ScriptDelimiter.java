package dev.showwise.migrate.internal.dialect;

import java.util.Optional;

/**
 * What ends statements, as the command {@code DELIMITER} of the programs of MariaDB and MySQL says.
 *
 * @param text one character or more
 */
record ScriptDelimiter(String text) {
  /** What ends them unless somebody says something else. */
  static final ScriptDelimiter SEMICOLON = new ScriptDelimiter(";");

  /** The one that a command names; empty if that cannot be one. */
  static Optional<ScriptDelimiter> of(String command) {
    String text = command.substring("DELIMITER".length()).strip().split("\\s", 2)[0];
    boolean isNone = text.isEmpty() || text.matches(".*[\\\\'\"`].*") || text.startsWith("--");
    return isNone ? Optional.empty() : Optional.of(new ScriptDelimiter(text));
  }

  /** Whether a part of it would be the beginning of a comment. */
  boolean mayBeginComment() {
    return text.indexOf('#') >= 0;
  }

  boolean isUsual() {
    return equals(SEMICOLON);
  }

  int length() {
    return text.length();
  }

  /** Its first place from one on, up to and with another, outside of quotes and comments; -1 for none. */
  int placeIn(String script, ScriptWindow window, int firstToken, int from, int to) {
    String part = script.substring(from, Math.min(script.length(), to + text.length()));
    int token = firstToken;
    int place = part.indexOf(text);
    while (place >= 0) {
      token = tokenAt(window, token, from + place);
      boolean isInToken = token < window.size() && window.start(token) <= from + place;
      if (isInToken && !window.isQuoted(token)) {
        return from + place;
      }
      // in a comment, or in quotes
      place = part.indexOf(text, isInToken ? window.end(token) - from : place + 1);
    }
    return -1;
  }

  /** The first token from one on that does not end before a place. */
  static int tokenAt(ScriptWindow window, int from, int place) {
    int token = from;
    while (token < window.size() && window.end(token) <= place) {
      token++;
    }
    return token;
  }
}
