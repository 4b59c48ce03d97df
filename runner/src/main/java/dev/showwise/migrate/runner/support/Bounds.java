package dev.showwise.migrate.runner.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Takes secrets out of a section and cuts it to a size, and says what it cut. In this order: of a secret
 * that was cut the rest would not be known as one.
 */
final class Bounds {
  /** Nothing near this size is left of a text, so that what is cut here may have any secret in it. */
  private static final int LOOKED_AT = 1 << 20;

  /** No cell is so long that the rows after it are not seen. */
  private static final int CELL = 2000;

  /** What a note may have, however full the section is. */
  private static final int NOTE = 2000;

  private final UnaryOperator<String> masking;
  private final int limit;
  private int left;

  /**
   * For one section.
   *
   * @param masking takes secrets out of a text
   * @param limit how many characters the section may have
   */
  Bounds(UnaryOperator<String> masking, int limit) {
    this.masking = masking;
    this.limit = limit;
    this.left = limit;
  }

  Section applyTo(Section section) {
    List<Part> parts = new ArrayList<>();
    for (Part part : section.parts()) {
      if (part instanceof Part.Note note) {
        parts.add(new Part.Note(note(note.text())));
      } else if (part instanceof Part.Facts facts) {
        parts.add(facts(facts));
      } else if (part instanceof Part.Listing listing) {
        parts.add(new Part.Listing(listing.name(), cut(listing.text(), limit)));
      } else if (part instanceof Part.Rows rows) {
        addRows(rows, parts);
      }
    }
    return new Section(section.key(), section.title(), parts);
  }

  /** Comes at the end where it says what is missing, and must not be missing itself. */
  private String note(String text) {
    int before = left;
    left = Math.min(NOTE, limit);
    String cut = cut(text, left);
    left = before;
    return cut;
  }

  private Part facts(Part.Facts facts) {
    Map<String, String> values = new LinkedHashMap<>();
    facts.values().forEach((name, value) -> values.put(cut(name, 200), cut(value, limit / 4)));
    return new Part.Facts(values);
  }

  private void addRows(Part.Rows rows, List<Part> parts) {
    List<List<String>> kept = new ArrayList<>();
    for (List<String> row : rows.rows()) {
      if (left <= 0) {
        break;
      }
      kept.add(row.stream().map(cell -> cut(cell, Math.min(CELL, limit / 8))).toList());
    }
    parts.add(new Part.Rows(rows.name(), rows.columns(), kept));
    int leftOut = rows.rows().size() - kept.size();
    if (leftOut > 0) {
      parts.add(new Part.Note(leftOut + " more rows of '" + rows.name()
          + "' were left out, to keep the report small."));
    }
  }

  private String cut(String text, int atMost) {
    String whole = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
    String masked = visible(masking.apply(whole));
    int length = Math.max(0, Math.min(atMost, left));
    if (masked.length() <= length) {
      left -= masked.length();
      return masked;
    }
    left -= length;
    int end =
        length > 0 && Character.isHighSurrogate(masked.charAt(length - 1)) ? length - 1 : length;
    return masked.substring(0, end) + " … (" + (text.length() - end) + " more characters left out)";
  }

  /** What would move the cursor of a terminal, or hide, is shown as what it is. */
  private static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean odd = (Character.isISOControl(c) && c != '\n' && c != '\t')
          || Character.getType(c) == Character.FORMAT
          || (Character.isSurrogate(c) && !isPaired(text, i));
      if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        continue;
      }
      shown.append(odd ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    }
    return shown.toString();
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
