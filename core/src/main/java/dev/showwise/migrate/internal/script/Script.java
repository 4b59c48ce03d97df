package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions.TransactionMode;
import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.Scripts.Replacement;
import dev.showwise.migrate.SourcePosition;
import dev.showwise.migrate.internal.script.ScriptHeader.Word;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.ScriptDescription.Ends;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Transaction;
import dev.showwise.migrate.spi.ScriptFolder;
import dev.showwise.migrate.spi.ScriptStatement;
import dev.showwise.migrate.spi.ScriptStatements;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One script on one product. It is read anew each time; nothing of its text is kept, but where the statements of
 * one that is short begin and end.
 *
 * @param folder where its file is
 * @param part which lines of which file
 * @param scripts how the folder is to be read
 * @param dialect the product's rules
 */
record Script(ScriptFolder folder, Part part, Scripts scripts, Dialect dialect) {
  /** How its fingerprint is made; another way gets another name. */
  private static final String ALGORITHM = "script-1";

  /** The same for a script that could not be cut. */
  private static final String UNCUT = "script-uncut-1";

  /** Characters; what is no longer is looked at in memory. */
  private static final int SHORT = 1 << 14;

  /** Characters that are read at once where most scripts have few. */
  private static final int FEW = 1 << 10;

  /**
   * What is known of a script when it was read through once.
   *
   * @param checksum its fingerprint: what its statements mean, and its text to the last character
   * @param header what it says of itself
   * @param fault why it cannot be run; empty if it can
   * @param mode whether it is run in a transaction
   * @param statements how many would be sent
   * @param places where all its statements are, which need not be looked for again; empty if they must
   */
  record Examined(
      Checksum checksum,
      ScriptHeader header,
      Optional<InvalidScript> fault,
      TransactionMode mode,
      long statements,
      Optional<List<Place>> places) {}

  /** Where a statement is: from {@code start} up to and without {@code end}. */
  record Place(int start, int end, long line, int column) {}

  /** Does something with a statement. */
  interface Use {
    void use(String sql, SourcePosition position) throws SQLException;

    /** Does something with one that has rows behind it. Unless overridden: as if it had none. */
    default void useRows(String sql, SourcePosition position, Reader rows)
        throws SQLException, IOException {
      use(sql, position);
    }
  }

  String name() {
    return part.file();
  }

  /** Whether all lines of its file belong to it. */
  boolean isWholeFile() {
    return part.firstLine() == 1 && part.lastLine() == Integer.MAX_VALUE;
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
    Optional<String> whole = wholeIfText();
    Examination examination = new Examination(whole);
    Fingerprint raw = new Fingerprint();
    try (Reader text =
        new HashingReader(whole.isPresent() ? new StringReader(whole.get()) : open(), raw)) {
      BufferedReader buffered = new BufferedReader(text, FEW);
      Optional<InvalidScript> fault = examination.through(buffered);
      examination.passOn();
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

  /** All of it, if it is short; empty if it is long, or no text. */
  private Optional<String> wholeIfText() {
    try {
      return whole();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Optional<String> whole() throws IOException {
    StringBuilder whole = new StringBuilder();
    char[] some = new char[FEW];
    try (Reader text = open()) {
      for (int count = text.read(some); count >= 0; count = text.read(some)) {
        whole.append(some, 0, count);
        if (whole.length() > SHORT) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(whole.toString());
  }

  /** One reading of all statements, which counts each into the fingerprint as it passes by. */
  private final class Examination implements ScriptStatements {
    private final Meaning meaning = new Meaning(dialect);
    private final Optional<String> whole;
    private final List<Place> places = new ArrayList<>();
    private ScriptHeader header = ScriptHeader.NONE;
    private Optional<ScriptStatements> cut = Optional.empty();
    private Optional<ScriptAnalysis> analysis = Optional.empty();
    private boolean isOver;
    private boolean isFound = true;

    /** Of a script all of which is in memory, or that is read piece by piece. */
    Examination(Optional<String> whole) {
      this.whole = whole;
    }

    /** Why it cannot be run. */
    Optional<InvalidScript> through(BufferedReader text) throws IOException {
      try {
        TwiceReader twice = new TwiceReader(text);
        header = ScriptHeader.read(twice, name());
        twice.again();
        cut = Optional.of(statements(twice, header));
        analysis = Optional.of(ScriptAnalysis.of(this, name(), dialect, wanted(header)));
        return Optional.empty();
      } catch (InvalidScript e) {
        return Optional.of(e);
      } catch (UnsupportedOperationException e) {
        return Optional.of(new InvalidScript(name(), 1, 1, String.valueOf(e.getMessage())));
      }
    }

    /** What must not be run has a meaning all the same, if it can be cut. */
    void passOn() throws IOException {
      try {
        while (!isOver && cut.isPresent() && pass().isPresent()) {
          // counted as it passes by
        }
      } catch (InvalidScript e) {
        // it was told already, or comes after what was
      }
    }

    @Override
    public Optional<ScriptStatement> next() throws IOException {
      Optional<ScriptStatement> next = pass();
      if (next.isEmpty()) {
        return next;
      }
      ScriptStatement statement = next.get();
      if (whole.isPresent()) {
        note(statement, whole.get());
      }
      return Optional.of(replaced(statement, header));
    }

    /** Remembers where it is, unless what is sent is not what is written. */
    private void note(ScriptStatement statement, String text) {
      int start = Math.toIntExact(statement.offset());
      boolean isAsWritten = replacement(header) == Replacement.WHERE_ASKED
          && statement.data().isEmpty()
          && text.startsWith(statement.sql(), start);
      int end = isAsWritten ? start + statement.sql().length() : start;
      isFound &= isAsWritten;
      places.add(new Place(start, end, statement.line(), statement.column()));
    }

    private Optional<ScriptStatement> pass() throws IOException {
      Optional<ScriptStatement> next = cut.orElseThrow().next();
      if (next.isPresent()) {
        meaning.add(next.get().sql());
        if (next.get().data().isPresent()) {
          meaning.addRows(next.get().data().get());
        }
      }
      isOver = next.isEmpty();
      return next;
    }

    Examined examined(String raw, Optional<InvalidScript> fault) {
      return new Examined(
          isOver ? new Checksum(ALGORITHM, meaning.value(), raw) : new Checksum(UNCUT, raw, raw),
          header,
          fault,
          analysis.map(ScriptAnalysis::mode).orElse(TransactionMode.IN_TRANSACTION),
          analysis.map(ScriptAnalysis::statements).orElse(0L),
          whole.isPresent() && isFound ? Optional.of(List.copyOf(places)) : Optional.empty());
    }
  }

  /**
   * Hands on one statement after the other.
   *
   * @param expected what was found when it was examined; a script that is another one by now is refused
   */
  void forEach(Examined expected, Use use) throws SQLException {
    ScriptDelivery delivery = new ScriptDelivery(name(), dialect, expected.mode(), use);
    try {
      if (expected.places().isPresent()) {
        deliver(expected, expected.places().get(), delivery);
      } else {
        requireUnchanged(expected);
        cutAndDeliver(expected, delivery);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void deliver(Examined expected, List<Place> places, ScriptDelivery delivery)
      throws SQLException, IOException {
    String text = whole().orElse("");
    requireSame(expected, Fingerprint.of(text));
    for (Place place : places) {
      delivery.take(new ScriptStatement(
          text.substring(place.start(), place.end()),
          place.start(),
          place.line(),
          place.column(),
          Optional.empty()));
    }
  }

  private void cutAndDeliver(Examined expected, ScriptDelivery delivery)
      throws SQLException, IOException {
    try (Reader text = open()) {
      ScriptStatements statements = statements(new BufferedReader(text), expected.header());
      for (Optional<ScriptStatement> next = statements.next();
          next.isPresent();
          next = statements.next()) {
        delivery.take(replaced(next.get(), expected.header()));
      }
    }
  }

  private void requireUnchanged(Examined expected) throws SQLException, IOException {
    Fingerprint now = new Fingerprint();
    try (Reader text = new BufferedReader(new HashingReader(open(), now))) {
      while (text.skip(1 << 16) > 0) {
        // counted as it is read
      }
    }
    requireSame(expected, now.value());
  }

  private void requireSame(Examined expected, String now) throws SQLException {
    if (!now.equals(expected.checksum().raw())) {
      throw new SQLException(name()
          + " was changed while this run was under way, after it had been looked at. Run again.");
    }
  }

  private ScriptStatements statements(Reader text, ScriptHeader header) {
    return dialect.statements(
        replacement(header) == Replacement.WHERE_ASKED ? text : PlaceholderMarks.in(text, name()),
        name());
  }

  private ScriptStatement replaced(ScriptStatement statement, ScriptHeader header)
      throws IOException {
    Replacement replacement = replacement(header);
    if (replacement == Replacement.WHERE_ASKED) {
      return statement;
    }
    return new ScriptStatement(
        new Placeholders(scripts.placeholders(), replacement, dialect).replaceIn(statement, name()),
        statement.offset(),
        statement.line(),
        statement.column(),
        statement.data().map(PlaceholderMarks::unmarked));
  }

  /** Where they are replaced in this script: where nobody asks for it, nowhere. */
  private Replacement replacement(ScriptHeader header) {
    if (header.has(Word.PLACEHOLDERS_EVERYWHERE)) {
      return Replacement.EVERYWHERE;
    } else if (header.has(Word.PLACEHOLDERS) && scripts.replacement() == Replacement.WHERE_ASKED) {
      return Replacement.OUTSIDE_QUOTES;
    }
    return scripts.replacement();
  }

  /** What it asks for. */
  private TransactionMode wanted(ScriptHeader header) {
    return part.transaction() == Transaction.NEVER || header.has(Word.NO_TRANSACTION)
        ? TransactionMode.OUTSIDE_TRANSACTION
        : TransactionMode.IN_TRANSACTION;
  }

  private Reader open() throws IOException {
    InputStream bytes = folder.open(part.file());
    Reader text = Utf8.reader(bytes);
    Reader own = isWholeFile() ? text : new SectionReader(text, part.firstLine(), part.lastLine());
    return part.ends() == Ends.OF_COMMENTS ? new MyBatisReader(own) : own;
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
