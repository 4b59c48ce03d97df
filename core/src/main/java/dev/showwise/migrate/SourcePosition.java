package dev.showwise.migrate;

import java.util.Objects;

/**
 * Where something is written.
 *
 * @param file the file, as people know it
 * @param line the line, from 1
 * @param column the character in that line, from 1
 */
public record SourcePosition(String file, long line, long column) {
  /** Checks that the parts make sense. */
  public SourcePosition {
    Objects.requireNonNull(file, "file");
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "lines and columns are counted from 1: " + line + ", " + column);
    }
  }

  /** For example {@code V2__seats.sql, line 7}. */
  @Override
  public String toString() {
    return file + ", line " + line;
  }
}
