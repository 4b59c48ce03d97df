package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.ScriptGrammar.ClientCommand;
import dev.showwise.migrate.spi.ScriptStatement;
import dev.showwise.migrate.spi.ScriptStatements;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into statements. It looks at a window of the script, in which the last tokens are not relied
 * on unless the script ends there; where a statement does not end in it, the window grows to twice its size.
 * So each character is looked at a bounded number of times, and only the longest statement is in memory.
 */
final class ScriptCutter implements ScriptStatements {
  private static final String SEMICOLON = ";";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** How many tokens must come after what was found, so that none of them is one that is cut short. */
  private static final int MARGIN = 3;

  private final ScriptText script;
  private final ScriptGrammar grammar;
  private ScriptWindow window;
  private boolean begun;
  private int next;
  private int from;
  private String delimiter = SEMICOLON;
  private @Nullable ScriptData data;

  ScriptCutter(Reader reader, String name, ScriptGrammar grammar) {
    this.script = new ScriptText(reader, name);
    this.grammar = grammar;
    this.window = grammar.window("");
  }

  /** Looks at the script from a place on, and further ahead than before. */
  private void moveTo(int place) throws IOException {
    script.moveTo(place);
    window = grammar.window(script.text());
    next = 0;
    from = 0;
    if (script.offset(0) == 0 && script.text().startsWith(BYTE_ORDER_MARK)) {
      continueAt(BYTE_ORDER_MARK.length());
    }
  }

  @Override
  public Optional<ScriptStatement> next() throws IOException {
    if (!begun) {
      begun = true;
      moveTo(0);
    } else if (data != null) {
      // whoever did not want all of it
      data.drain();
      moveTo(data.end());
      data = null;
    }
    while (true) {
      skipDelimiters();
      if (next + MARGIN >= window.size() && !script.isAtEnd()) {
        moveTo(from);
        continue;
      } else if (next >= window.size()) {
        requireClosedComment();
        return Optional.empty();
      }
      ClientCommand command = grammar.clientCommand(script.text(), window, next);
      if (command != ClientCommand.NONE) {
        obey(command);
        continue;
      }
      Optional<ScriptStatement> found = isUsual() ? upToSemicolon() : upToDelimiter();
      if (found.isPresent()) {
        return found;
      } else if (script.isAtEnd()) {
        return Optional.of(last());
      }
      moveTo(from);
    }
  }

  private boolean isUsual() {
    return delimiter.equals(SEMICOLON);
  }

  private void skipDelimiters() {
    while (next < window.size()) {
      if (!isUsual() && script.text().startsWith(delimiter, firstPlace())) {
        continueAt(firstPlace() + delimiter.length());
      } else if (window.isSemicolon(next)) {
        continueAt(window.end(next));
      } else {
        return;
      }
    }
  }

  /** Where the statement begins; a delimiter such as $$ may be one token with the word after it. */
  private int firstPlace() {
    return Math.max(from, window.start(next));
  }

  private void continueAt(int place) {
    while (next < window.size() && window.end(next) <= place) {
      next++;
    }
    from = place;
  }

  /** The statement, if it is sure where it ends. */
  private Optional<ScriptStatement> upToSemicolon() {
    int end = window.endOfStatement(next);
    if (end < 0 && script.isAtEnd()) {
      requireClosed();
      throw script.invalid(
          firstPlace(),
          "The statement that begins here is not closed: a BEGIN, CASE or parenthesis in it has no end."
              + " Close it.");
    }
    boolean isSure = script.isAtEnd() ? end < window.size() : end + MARGIN < window.size();
    if (end < 0 || !isSure) {
      return Optional.empty();
    }
    if (grammar.readsData(window, next, end)) {
      data = new ScriptData(script, window.end(end));
    }
    ScriptStatement statement = statement(window.start(end));
    continueAt(window.end(end));
    return Optional.of(statement);
  }

  private Optional<ScriptStatement> upToDelimiter() {
    int place = delimiterPlace();
    if (place < 0) {
      return Optional.empty();
    }
    ScriptStatement statement = statement(place);
    continueAt(place + delimiter.length());
    return Optional.of(statement);
  }

  /** The place of the delimiter that ends the statement; -1 if it is not sure yet, or if there is none. */
  private int delimiterPlace() {
    int token = next;
    int place = script.text().indexOf(delimiter, firstPlace());
    while (place >= 0) {
      while (token < window.size() && window.end(token) <= place) {
        token++;
      }
      if (token + MARGIN >= window.size() && !script.isAtEnd()) {
        return -1;
      }
      boolean isInToken = token < window.size() && window.start(token) <= place;
      if (isInToken && !window.isQuoted(token)) {
        return place;
      }
      // in a comment, or in quotes
      int after = isInToken ? window.end(token) : place + 1;
      place = script.text().indexOf(delimiter, after);
    }
    return -1;
  }

  /** What has no delimiter after it, at the end of the script. */
  private ScriptStatement last() {
    requireClosed();
    int end = grammar.endsWithLastToken()
        ? window.end(window.size() - 1)
        : script.text().length();
    ScriptStatement statement = statement(end);
    continueAt(script.text().length());
    return statement;
  }

  private ScriptStatement statement(int end) {
    int start = grammar.beginning(script.text(), from, firstPlace());
    return new ScriptStatement(
        script.text().substring(start, end).stripTrailing(),
        script.offset(start),
        script.line(start),
        script.column(start),
        Optional.ofNullable(data));
  }

  private void requireClosed() {
    requireClosedComment();
    for (int i = next; i < window.size(); i++) {
      if (window.isUnfinished(i)) {
        throw script.invalid(
            window.start(i), "The quote that begins here is never closed. Close it.");
      }
    }
  }

  private void requireClosedComment() {
    if (window.unclosedComment() >= 0) {
      throw script.invalid(
          window.unclosedComment(),
          "The comment that begins here is never closed, and hides whatever comes after it. Close"
              + " it.");
    }
  }

  private void obey(ClientCommand command) throws IOException {
    int start = firstPlace();
    if (command == ClientCommand.UNKNOWN) {
      throw script.invalid(
          start,
          "This is a command of a client program, not of the database. Leave it out, and put what it"
              + " does into the script.");
    }
    int end = endOfLine(start);
    if (end < 0) {
      moveTo(from);
      return;
    }
    if (command == ClientCommand.DELIMITER) {
      readDelimiter(start, script.text().substring(window.end(next), end).strip());
    }
    continueAt(end);
  }

  private void readDelimiter(int place, String given) {
    String text = given.split("\\s", 2)[0];
    if (text.isEmpty() || text.matches(".*[\\\\'\"`#].*") || text.startsWith("--")) {
      throw script.invalid(
          place, "DELIMITER needs a text that cannot be taken for a quote or a comment.");
    }
    delimiter = text;
  }

  /** Where a line ends; -1 if that is not known yet. */
  private int endOfLine(int place) {
    String text = script.text();
    for (int i = place; i < text.length(); i++) {
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
        return i;
      }
    }
    return script.isAtEnd() ? text.length() : -1;
  }
}
