package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What tools that call their files the same write into them, by which they are told apart. */
enum Marker {
  /** goose. */
  GOOSE("--\\s*\\+goose\\s.*", Pattern.CASE_INSENSITIVE),
  /** dbmate. */
  DBMATE("--\\s*migrate:(up|down)(\\s.*)?", 0),
  /** MyBatis Migrations. */
  MYBATIS("\\s*--\\s*//.*", 0);

  private final Pattern line;

  Marker(String line, int flags) {
    this.line = Pattern.compile(line, flags);
  }

  /** Whether a line is one of this tool's. */
  boolean isIn(String text) {
    return line.matcher(text).matches();
  }

  /** Whose marks a file has; empty if it has none. All three tools want one in every file. */
  static Optional<Marker> of(ScriptFolder folder, String file) throws IOException {
    try (Lines lines = Lines.of(folder, file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        for (Marker marker : values()) {
          if (marker.isIn(line)) {
            return Optional.of(marker);
          }
        }
      }
      return Optional.empty();
    }
  }
}
