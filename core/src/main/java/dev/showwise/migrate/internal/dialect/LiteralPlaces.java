package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.Literal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects the places of values in one text of SQL, from its beginning to its end. */
final class LiteralPlaces {
  /** Numbers up to this length say how long a column is; longer ones may be anything. */
  private static final int TRIVIAL = 3;

  private static final String TEXT = "'" + Literal.MASK + "'";
  private static final String COMMENT = "/* " + Literal.MASK + " */";

  /** The beginning or the end of a comment that MariaDB and MySQL execute. */
  private static final Pattern EXECUTED = Pattern.compile("/\\*M?!\\d{0,6}|\\*/");

  private final String sql;
  private final List<Literal> found = new ArrayList<>();
  private int seen;

  LiteralPlaces(String sql) {
    this.sql = sql;
  }

  /** A token stands there; what is between it and the one before is blank, or a comment. */
  void token(int start, int end) {
    between(seen, start);
    seen = end;
  }

  private void between(int from, int to) {
    String gap = sql.substring(from, to);
    String comment = gap.strip();
    if (!comment.isEmpty() && !EXECUTED.matcher(comment).matches()) {
      int start = from + gap.indexOf(comment.charAt(0));
      found.add(new Literal(start, start + comment.length(), COMMENT, Set.of()));
    }
  }

  /**
   * A text between quotes.
   *
   * @param start where it begins, with what stands before its first quote
   * @param meanings what it may mean besides what is written
   */
  void text(int start, int end, String... meanings) {
    String before = sql.substring(start, Math.max(start, sql.indexOf('\'', start)));
    // one letter, as in x'00'; a text in other quotes has none
    String prefix = before.length() == 1 ? before : "";
    add(start, end, prefix + TEXT, meanings);
  }

  /** A value in quotes of another sort. */
  void quoted(int start, int end, String... meanings) {
    add(start, end, TEXT, meanings);
  }

  /** A number, which may be too short to say anything. */
  void number(int start, int end, String... meanings) {
    if (end - start > TRIVIAL) {
      add(start, end, Literal.MASK, meanings);
    }
  }

  /** What is found in a part of the text that is SQL itself. */
  void inner(List<Literal> literals, int offset) {
    for (Literal inner : literals) {
      found.add(new Literal(
          inner.start() + offset, inner.end() + offset, inner.mask(), inner.meanings()));
    }
  }

  /** From here to the end it cannot be told what is a value. */
  List<Literal> rest(int start) {
    found.removeIf(literal -> literal.end() > start);
    found.add(new Literal(start, sql.length(), Literal.MASK, Set.of()));
    return List.copyOf(found);
  }

  /** All, when every token was told of. */
  List<Literal> all() {
    between(seen, sql.length());
    return List.copyOf(found);
  }

  private void add(int start, int end, String mask, String... meanings) {
    Set<String> other = new LinkedHashSet<>();
    for (String meaning : meanings) {
      if (!meaning.isEmpty()) {
        other.add(meaning);
      }
    }
    found.add(new Literal(start, end, mask, other));
  }
}
