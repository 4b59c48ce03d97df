package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.Scripts.Replacement;
import dev.showwise.migrate.SourcePosition;
import dev.showwise.migrate.internal.script.ScriptHeader.Word;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Transaction;
import dev.showwise.migrate.spi.ScriptFolder;
import dev.showwise.migrate.spi.ScriptStatement;
import dev.showwise.migrate.spi.ScriptStatements;
import dev.showwise.migrate.spi.StatementToken;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * One script on one product. It is read anew each time; nothing of its text is kept.
 *
 * @param folder where its file is
 * @param part which lines of which file
 * @param scripts how the folder is to be read
 * @param dialect the product's rules
 */
record Script(ScriptFolder folder, Part part, Scripts scripts, Dialect dialect) {
  /** No header is longer. */
  private static final int LONGEST_HEADER = 1 << 20;

  /** How its fingerprint is made; another way gets another name. */
  private static final String ALGORITHM = "script-1";

  /** The same for a script that could not be cut. */
  private static final String UNCUT = "script-uncut-1";

  /**
   * What is known of a script when it was read through once.
   *
   * @param checksum its fingerprint: what its statements mean, and its text to the last character
   * @param words what its header switches on
   * @param fault why it cannot be run; empty if it can
   * @param outside the first statement that cannot be in a transaction; empty if every one can
   * @param statements how many there are
   */
  record Examined(
      Checksum checksum,
      Set<Word> words,
      Optional<InvalidScript> fault,
      Optional<SourcePosition> outside,
      long statements) {}

  /** Does something with a statement. */
  interface Use {
    void use(String sql, SourcePosition position) throws SQLException;
  }

  String name() {
    return part.file();
  }

  /**
   * Whether anything is written in it, be it a comment.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  boolean isWritten() {
    try (Reader text = open()) {
      for (int c = text.read(); c >= 0; c = text.read()) {
        if (!Character.isWhitespace(c) && c != '\uFEFF') {
          return true;
        }
      }
      return false;
    } catch (CharacterCodingException e) {
      return true;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads it through.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  Examined examine() {
    Examination examination = new Examination();
    Fingerprint raw = new Fingerprint();
    try (Reader text = new HashingReader(open(), raw)) {
      BufferedReader buffered = new BufferedReader(text);
      Optional<InvalidScript> fault = examination.through(buffered);
      // what is wrong in the middle says nothing of the rest, which counts all the same
      while (buffered.skip(1 << 16) > 0) {
        // counted as it is read
      }
      return examination.examined(raw.value(), fault);
    } catch (CharacterCodingException e) {
      return examination.examined(raw.value(), Optional.of(notText()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** One reading of all statements, which looks at each. */
  private final class Examination {
    private final Fingerprint meaning = new Fingerprint();
    private Set<Word> words = Set.of();
    private Optional<SourcePosition> outside = Optional.empty();
    private long count;

    Optional<InvalidScript> through(BufferedReader text) throws IOException {
      try {
        words = header(text).words();
        ScriptStatements statements = statements(text, words);
        for (Optional<ScriptStatement> next = statements.next();
            next.isPresent();
            next = statements.next()) {
          look(next.get());
        }
        return Optional.empty();
      } catch (InvalidScript e) {
        return Optional.of(e);
      } catch (UnsupportedOperationException e) {
        return Optional.of(new InvalidScript(name(), 1, 1, String.valueOf(e.getMessage())));
      }
    }

    private void look(ScriptStatement statement) throws IOException {
      count++;
      addMeaning(statement);
      if (statement.data().isPresent()) {
        throw new InvalidScript(
            name(),
            statement.line(),
            statement.column(),
            "This statement has its rows behind it, which cannot be sent from here. Write them as"
                + " INSERT, or load them with the database's own program. Nothing was executed.");
      }
      StatementCheck check = dialect.check(replaced(statement, words));
      if (check.kind() == StatementCheck.Kind.REFUSED) {
        throw new InvalidScript(name(), statement.line(), statement.column(), check.reason());
      } else if (check.kind() == StatementCheck.Kind.ONLY_OUTSIDE_TRANSACTION
          && outside.isEmpty()) {
        outside = Optional.of(position(statement));
      }
    }

    /** Blanks and comments between tokens do not count, but for those that a product or its planner obeys. */
    private void addMeaning(ScriptStatement statement) {
      String sql = statement.sql();
      int at = 0;
      StatementToken.Kind before = StatementToken.Kind.QUOTED;
      for (StatementToken token : dialect.tokens(sql)) {
        String gap = sql.substring(Math.min(at, token.start()), token.start());
        boolean isJoined = gap.isEmpty()
            && before == StatementToken.Kind.PLAIN
            && token.kind() == StatementToken.Kind.QUOTED;
        // N'x' is a text of its own kind, and N 'x' is not
        meaning.add(isJoined ? '\1' : '\0');
        if (gap.contains("/*+") || gap.contains("/*!") || gap.contains("/*M!")) {
          addText(gap);
        }
        addText(sql.substring(token.start(), token.end()));
        before = token.kind();
        at = token.end();
      }
      meaning.add('\2');
    }

    /** Editors and version control change how lines end, in quotes too. */
    private void addText(String text) {
      meaning.add(PlaceholderMarks.unmarked(text).replace("\r\n", "\n").replace('\r', '\n'));
    }

    Examined examined(String raw, Optional<InvalidScript> fault) {
      Checksum checksum = fault.isEmpty()
          ? new Checksum(ALGORITHM, meaning.value(), raw)
          : new Checksum(UNCUT, raw, raw);
      return new Examined(checksum, words, fault, outside, count);
    }
  }

  /**
   * Hands on one statement after the other.
   *
   * @param expected what was found when it was examined; a script that is another one by now is refused
   */
  void forEach(Examined expected, Use use) throws SQLException {
    requireUnchanged(expected);
    try (Reader text = open()) {
      BufferedReader buffered = new BufferedReader(text);
      header(buffered);
      ScriptStatements statements = statements(buffered, expected.words());
      for (Optional<ScriptStatement> next = statements.next();
          next.isPresent();
          next = statements.next()) {
        use.use(replaced(next.get(), expected.words()), position(next.get()));
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void requireUnchanged(Examined expected) throws SQLException {
    Fingerprint now = new Fingerprint();
    try (Reader text = new BufferedReader(new HashingReader(open(), now))) {
      while (text.skip(1 << 16) > 0) {
        // counted as it is read
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (!now.value().equals(expected.checksum().raw())) {
      throw new SQLException(name()
          + " was changed while this run was under way, after it had been looked at. Run again.");
    }
  }

  private SourcePosition position(ScriptStatement statement) {
    return new SourcePosition(name(), statement.line(), statement.column());
  }

  private ScriptHeader header(BufferedReader text) throws IOException {
    text.mark(LONGEST_HEADER);
    ScriptHeader header = ScriptHeader.read(text, name());
    text.reset();
    return header;
  }

  private ScriptStatements statements(Reader text, Set<Word> words) {
    return dialect.statements(
        replacement(words) == Replacement.WHERE_ASKED ? text : PlaceholderMarks.in(text, name()),
        name());
  }

  private String replaced(ScriptStatement statement, Set<Word> words) throws IOException {
    Replacement replacement = replacement(words);
    return replacement == Replacement.WHERE_ASKED
        ? statement.sql()
        : new Placeholders(scripts.placeholders(), replacement, dialect)
            .replaceIn(statement, name());
  }

  /** Where they are replaced in this script: where nobody asks for it, nowhere. */
  private Replacement replacement(Set<Word> words) {
    if (words.contains(Word.PLACEHOLDERS_EVERYWHERE)) {
      return Replacement.EVERYWHERE;
    } else if (words.contains(Word.PLACEHOLDERS)
        && scripts.replacement() == Replacement.WHERE_ASKED) {
      return Replacement.OUTSIDE_QUOTES;
    }
    return scripts.replacement();
  }

  /** Whether it asks to be run outside a transaction, or has to. */
  boolean isForOutside(Examined examined) {
    return part.transaction() == Transaction.NEVER
        || examined.words().contains(Word.NO_TRANSACTION)
        || examined.outside().isPresent();
  }

  private Reader open() throws IOException {
    InputStream bytes = folder.open(part.file());
    Reader text = Utf8.reader(bytes);
    return part.firstLine() == 1 && part.lastLine() == Integer.MAX_VALUE
        ? text
        : new SectionReader(text, part.firstLine(), part.lastLine());
  }

  private InvalidScript notText() {
    try (InputStream bytes = new BufferedInputStream(folder.open(part.file()))) {
      return Utf8.fault(bytes, name());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException(
        folder.description() + ": " + part.file() + " cannot be read: " + e, e);
  }
}
