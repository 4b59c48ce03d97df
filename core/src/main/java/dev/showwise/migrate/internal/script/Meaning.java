package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.StatementToken;
import dev.showwise.migrate.spi.StatementToken.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/**
 * The fingerprint of what the statements of a script mean. Blanks and comments between tokens do not count, but
 * for those that a product or its planner obeys; nor does how a line ends, in quotes too, since editors and
 * version control change that.
 */
final class Meaning {
  private final Fingerprint fingerprint = new Fingerprint();
  private final Dialect dialect;

  Meaning(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Counts one statement, with or without marks of placeholders. */
  void add(String sql) {
    boolean mayHint = sql.contains("/*");
    int at = 0;
    boolean mayJoin = false;
    for (StatementToken token : dialect.tokens(sql)) {
      boolean isGap = at < token.start();
      // N'x' is a text of its own kind, and N 'x' is not
      boolean isJoined = !isGap && mayJoin && token.kind() == Kind.QUOTED;
      fingerprint.add(isJoined ? '\1' : '\0');
      if (isGap && mayHint && isHint(sql.substring(at, token.start()))) {
        addText(sql, at, token.start());
      }
      addText(sql, token.start(), token.end());
      mayJoin = token.kind() == Kind.PLAIN && isPrefix(sql.charAt(token.end() - 1));
      at = token.end();
    }
    fingerprint.add('\2');
  }

  private static boolean isHint(String gap) {
    return gap.contains("/*+") || gap.contains("/*!") || gap.contains("/*M!");
  }

  /** Counts the rows behind a statement, each character of which counts. */
  void addRows(Reader rows) throws IOException {
    Reader text = new BufferedReader(PlaceholderMarks.unmarked(rows));
    boolean isBehindReturn = false;
    for (int c = text.read(); c >= 0; c = text.read()) {
      if (!(c == '\n' && isBehindReturn)) {
        fingerprint.add(c == '\r' ? '\n' : (char) c);
      }
      isBehindReturn = c == '\r';
    }
    fingerprint.add('\2');
  }

  /** Whether what ends so may say something of the quotes behind it. */
  private static boolean isPrefix(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '&' || c == '@';
  }

  private void addText(String sql, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = sql.charAt(i);
      if (c != '\r') {
        fingerprint.add(PlaceholderMarks.unmarked(c));
      } else if (i + 1 == end || sql.charAt(i + 1) != '\n') {
        fingerprint.add('\n');
      }
    }
  }

  /** The value; to be asked once. */
  String value() {
    return fingerprint.value();
  }
}
