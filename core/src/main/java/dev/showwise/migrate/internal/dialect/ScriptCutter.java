package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.MigrationException.InvalidScript;
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
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** How many tokens must come after what was found, so that none of them is one that is cut short. */
  private static final int MARGIN = 3;

  private final ScriptText script;
  private final ScriptGrammar grammar;
  private ScriptWindow window;
  private boolean begun;
  private int next;
  private int from;
  private ScriptDelimiter delimiter = ScriptDelimiter.SEMICOLON;
  private @Nullable ScriptData data;

  ScriptCutter(Reader reader, String name, ScriptGrammar grammar) {
    this(new ScriptText(reader, name), grammar);
  }

  ScriptCutter(ScriptText script, ScriptGrammar grammar) {
    this.script = script;
    this.grammar = grammar;
    this.window = grammar.window("");
  }

  /** Looks at the script from a place on, and further ahead than before. */
  private void moveTo(int place) throws IOException {
    script.moveTo(place);
    look();
  }

  /** Cuts what is in memory into tokens. */
  private void look() throws IOException {
    window = grammar.window(script.text(), delimiter);
    if (window.hidingComment() >= 0) {
      throw script.invalid(
          window.hidingComment(),
          "The database takes all that follows on this line for a comment, since a carriage return ends no"
              + " line for it. End the lines of the script with a line feed.");
    }
    next = 0;
    from = 0;
    if (script.offset(0) == 0 && script.text().startsWith(BYTE_ORDER_MARK)) {
      // it would be a part of the first word
      moveTo(BYTE_ORDER_MARK.length());
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
      script.restartAt(data.end());
      look();
      data = null;
    }
    while (true) {
      skipDelimiters();
      if (!isSure(next)) {
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
      Optional<ScriptStatement> found = delimiter.isUsual() ? upToSemicolon() : upToDelimiter();
      if (found.isPresent()) {
        return found;
      } else if (script.isAtEnd()) {
        return Optional.of(last());
      }
      moveTo(from);
    }
  }

  private void skipDelimiters() {
    while (next < window.size()) {
      if (!delimiter.isUsual() && script.text().startsWith(delimiter.text(), firstPlace())) {
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
    int backslash = backslashBefore(
        end < 0 || end == window.size() ? script.text().length() : window.start(end));
    if (backslash >= 0) {
      return upToBackslash(backslash);
    }
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
    if (window.readsRows(next, end)) {
      data = new ScriptData(script, window.end(end));
    }
    ScriptStatement statement = statement(window.start(end));
    continueAt(window.end(end));
    return Optional.of(statement);
  }

  private Optional<ScriptStatement> upToDelimiter() {
    int semicolon = window.endOfSimple(next);
    int search = semicolon < 0 ? script.text().length() : window.start(semicolon);
    int place = delimiter.placeIn(script.text(), window, next, firstPlace(), search);
    if (place < 0 && semicolon >= 0) {
      // the program sends all that comes before the delimiter at once, and the server cuts it
      return upTo(semicolon, window.start(semicolon), window.end(semicolon));
    } else if (place < 0) {
      int backslash = backslashBefore(script.text().length());
      return backslash < 0 ? Optional.empty() : upToBackslash(backslash);
    }
    return upTo(ScriptDelimiter.tokenAt(window, next, place), place, place + delimiter.length());
  }

  /** The statement up to a token that ends it, if that is sure; what comes after it begins at {@code after}. */
  private Optional<ScriptStatement> upTo(int token, int place, int after) {
    int backslash = backslashBefore(place);
    if (backslash >= 0) {
      return upToBackslash(backslash);
    }
    return ended(token, place, after);
  }

  private Optional<ScriptStatement> ended(int token, int place, int after) {
    if (!isSure(token)) {
      return Optional.empty();
    }
    ScriptStatement statement = statement(place);
    continueAt(after);
    return Optional.of(statement);
  }

  /** Whether no character that is not in memory yet can make another token of one. */
  private boolean isSure(int token) {
    return token + MARGIN < window.size() || script.isAtEnd();
  }

  /**
   * The first token before a place that is a backslash and ends the statement, or might if more of the script
   * were there; -1 for none.
   */
  private int backslashBefore(int place) {
    String text = script.text();
    for (int i = next; i < window.size() && window.start(i) < place; i++) {
      if (text.charAt(window.start(i)) != '\\' || window.isQuoted(i)) {
        continue;
      }
      int after = window.start(i) + 1;
      if (after == text.length() && !script.isAtEnd()) {
        return i;
      }
      switch (grammar.backslash(after < text.length() ? text.charAt(after) : ' ')) {
        case END -> {
          return i;
        }
        case COMMAND -> {
          if (!isSure(i)) {
            return i;
          }
          throw unknownCommand(window.start(i));
        }
        case VALUE, LINE_END -> {
          // the product's, or nothing
        }
      }
    }
    return -1;
  }

  private Optional<ScriptStatement> upToBackslash(int token) {
    return ended(token, window.start(token), window.start(token) + 2);
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
        grammar.sent(script.text(), window, next, start, end).stripTrailing(),
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
      throw unknownCommand(start);
    }
    int end = endOfLine(start);
    if (end < 0) {
      moveTo(from);
      return;
    }
    String line = script.text().substring(start, end);
    if (command == ClientCommand.DELIMITER) {
      boolean hidComments = delimiter.mayBeginComment();
      delimiter = ScriptDelimiter.of(line)
          .orElseThrow(() -> script.invalid(
              start, "DELIMITER needs a text that cannot be taken for a quote or a comment."));
      if (hidComments || delimiter.mayBeginComment()) {
        // what comes behind is cut in another way
        script.restartAt(end);
        look();
      } else {
        continueAt(end);
      }
    } else if (grammar.isWithoutEffect(line, script.column(start))) {
      // its quotes are none of the product's
      script.restartAt(pastSuchLines(end));
      look();
    } else {
      throw unknownCommand(start);
    }
  }

  /** Where lines end for which nothing needs to be done either; there may be very many. */
  private int pastSuchLines(int endOfOne) {
    int end = endOfOne;
    while (end + 1 < script.text().length() && script.text().charAt(end) == '\n') {
      int next = endOfLine(end + 1);
      if (next < 0 || !grammar.isWithoutEffect(script.text().substring(end + 1, next), 1)) {
        return end;
      }
      end = next;
    }
    return end;
  }

  private InvalidScript unknownCommand(int place) {
    return script.invalid(
        place,
        "This is a command of a client program, not of the database. "
            + grammar.remedy(script.text().substring(place)).sentence());
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
