package dev.showwise.migrate.internal.secrecy;

import dev.showwise.migrate.spi.Literal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One text with the places that must not be seen. A value is found in it whole or in part: servers cut
 * what they quote. So runs of some characters are compared, and a run that the statement also has outside
 * of its values, such as the name of a table, is no secret. A shorter value is found whole, where messages
 * have values: by itself, in quotes or parentheses.
 */
final class Veil {
  /** How many characters make a run. */
  private static final int RUN = 8;

  /** Shorter values say nothing, and are found everywhere. */
  private static final int SHORTEST = 3;

  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d[\\d.,eE+-]*");
  private static final int SHORTEST_NUMBER = 4;
  private static final String FRAMES = "\"'`()=,:;[]{}<>|";

  private final String text;
  private final String folded;
  private final Map<Long, List<Integer>> runs = new HashMap<>();
  private final BitSet hidden = new BitSet();

  Veil(String text) {
    this.text = text;
    this.folded = folded(text);
    forEachRun(
        folded, (hash, at) -> runs.computeIfAbsent(hash, h -> new ArrayList<>()).add(at));
  }

  /** Folds each character by itself, so that places stay what they are. */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      folded.append(Character.toLowerCase(text.charAt(i)));
    }
    return folded.toString();
  }

  private interface RunVisitor {
    void visit(long hash, int at);
  }

  /** Visits all runs in one pass, whatever their length. */
  private static void forEachRun(String text, RunVisitor visitor) {
    long factor = 1;
    for (int i = 1; i < RUN; i++) {
      factor *= 0x100000001b3L;
    }
    long hash = 0;
    for (int i = 0; i < text.length(); i++) {
      if (i >= RUN) {
        hash -= text.charAt(i - RUN) * factor;
      }
      hash = hash * 0x100000001b3L + text.charAt(i);
      if (i >= RUN - 1) {
        visitor.visit(hash, i - RUN + 1);
      }
    }
  }

  /** Hides the values of a statement. */
  void hide(FailedStatement statement) {
    Set<Long> open = new HashSet<>();
    List<String> visible = statement.visible().stream().map(Veil::folded).toList();
    visible.forEach(piece -> forEachRun(piece, (hash, at) -> {
      if (runs.containsKey(hash)) {
        open.add(hash);
      }
    }));
    hideQuoted(statement, open);
    for (String value : statement.values()) {
      String wanted = folded(value);
      if (wanted.length() >= RUN) {
        hideRuns(wanted, open);
      } else {
        hideWhole(wanted, visible);
      }
    }
  }

  /** Where the text quotes the statement, its values are those of the statement. */
  private void hideQuoted(FailedStatement statement, Set<Long> open) {
    String sql = folded(statement.sql());
    BitSet values = statement.hidden();
    forEachRun(sql, (hash, at) -> {
      List<Integer> places = runs.get(hash);
      int first = values.nextSetBit(at);
      boolean touchesValue = first >= 0 && first < at + RUN;
      if (places == null || !touchesValue) {
        return;
      }
      boolean within = values.nextClearBit(at) >= at + RUN;
      if (within && open.contains(hash)) {
        return;
      }
      for (int place : places) {
        if (folded.startsWith(sql.substring(at, at + RUN), place)) {
          for (int i = first; i >= 0 && i < at + RUN; i = values.nextSetBit(i + 1)) {
            hidden.set(place + i - at);
          }
        }
      }
    });
  }

  private void hideRuns(String value, Set<Long> open) {
    forEachRun(value, (hash, at) -> {
      List<Integer> places = runs.get(hash);
      if (places == null || open.contains(hash)) {
        return;
      }
      for (int place : places) {
        if (folded.startsWith(value.substring(at, at + RUN), place)) {
          hidden.set(place, place + RUN);
        }
      }
    });
  }

  private void hideWhole(String value, List<String> visible) {
    boolean number = NUMBER.matcher(value).matches();
    if (value.length() < (number ? SHORTEST_NUMBER : SHORTEST)
        || value.isBlank()
        || !folded.contains(value)) {
      return;
    }
    Pattern alone =
        Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}_])");
    if (visible.stream().anyMatch(piece -> alone.matcher(piece).find())) {
      return;
    }
    boolean isWord = value.chars().allMatch(Character::isLetter);
    Matcher matcher = alone.matcher(folded);
    while (matcher.find()) {
      if (!isWord || isFramed(matcher.start(), matcher.end())) {
        hidden.set(matcher.start(), matcher.end());
      }
    }
  }

  /** Whether it stands as messages show values; a plain word elsewhere belongs to the message. */
  private boolean isFramed(int start, int end) {
    boolean before = start > 0 && FRAMES.indexOf(folded.charAt(start - 1)) >= 0;
    boolean after = end < folded.length() && FRAMES.indexOf(folded.charAt(end)) >= 0;
    return before || after;
  }

  /** The text with {@code ***} in the place of each value. */
  String shown() {
    if (hidden.isEmpty()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    int at = 0;
    for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(at)) {
      shown.append(text, at, start).append(Literal.MASK);
      at = hidden.nextClearBit(start);
    }
    return shown.append(text, at, text.length()).toString();
  }
}
