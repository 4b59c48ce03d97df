package dev.showwise.migrate.internal.secrecy;

import dev.showwise.migrate.spi.Literal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * A statement that failed, with its values.
 *
 * @param sql as it was sent
 * @param literals where values are written in it, in order
 * @param bound the values that were bound to it, as texts that a message may have in it
 */
record FailedStatement(String sql, List<Literal> literals, Set<String> bound) {
  /** Copies the collections. */
  FailedStatement {
    literals = List.copyOf(literals);
    bound = Set.copyOf(bound);
  }

  /** The statement as people may see it. */
  String masked() {
    StringBuilder shown = new StringBuilder(sql.length());
    int at = 0;
    for (Literal literal : literals) {
      shown.append(sql, at, literal.start()).append(literal.mask());
      at = literal.end();
    }
    return shown.append(sql, at, sql.length()).toString();
  }

  /** The pieces of the statement between the values. */
  List<String> visible() {
    List<String> pieces = new ArrayList<>();
    int at = 0;
    for (Literal literal : literals) {
      pieces.add(sql.substring(at, literal.start()));
      at = literal.end();
    }
    pieces.add(sql.substring(at));
    return pieces;
  }

  /** The places of all characters that belong to a value. */
  BitSet hidden() {
    BitSet places = new BitSet(sql.length());
    literals.forEach(literal -> places.set(literal.start(), literal.end()));
    return places;
  }

  /** What a message may say for one of the values, besides a piece of the statement. */
  List<String> values() {
    List<String> values = new ArrayList<>(bound);
    for (Literal literal : literals) {
      values.addAll(literal.meanings());
      values.add(withoutQuotes(sql.substring(literal.start(), literal.end())));
    }
    return values;
  }

  private static String withoutQuotes(String written) {
    return written.length() > 2 && (written.endsWith("'") || written.endsWith("\""))
        ? written.substring(
            written.indexOf(written.charAt(written.length() - 1)) + 1, written.length() - 1)
        : written;
  }
}
