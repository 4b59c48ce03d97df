package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptDescription.Kind;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Role;
import dev.showwise.migrate.spi.ScriptDescription.Transaction;
import dev.showwise.migrate.spi.ScriptFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * sqlx's: {@code 20240101_name.sql}, or {@code .up.sql} and {@code .down.sql}. A file whose first line is
 * {@code -- no-transaction} is run outside one.
 */
final class Sqlx extends FileLayout {
  /** Compiled when a name comes that may fit. */
  private static final class Names {
    static final Pattern NAME = Pattern.compile(
        "(?<stem>(?<version>\\d+)_(?<title>.*?))(?:\\.(?<direction>up|down))?\\.sql");
  }

  private static final String NO_TRANSACTION = "-- no-transaction";

  Sqlx() {
    super("sqlx", Depth.FLAT);
  }

  @Override
  String shape() {
    return "VERSION_NAME.sql, such as 20240101120000_create_seats.sql, or VERSION_NAME.up.sql and"
        + " VERSION_NAME.down.sql";
  }

  /** Whether a name has a version in front, and says nothing of a direction. */
  boolean isPlain(String file) {
    if (!FolderFiles.isNumbered(file)) {
      return false;
    }
    Matcher name = Names.NAME.matcher(file);
    return name.matches() && name.group("direction") == null;
  }

  @Override
  boolean isDistinctive(String baseName) {
    return isPlain(baseName);
  }

  @Override
  public Optional<String> recognises(ScriptFolder folder) throws IOException {
    Optional<String> plain = super.recognises(folder);
    // goose, dbmate and MyBatis call their files the same, and write more into them
    return plain.isPresent() && Marker.of(folder, plain.get()).isEmpty() ? plain : Optional.empty();
  }

  @Override
  boolean add(Draft draft, ScriptFolder folder, String file) throws IOException {
    Matcher name = Names.NAME.matcher(file);
    if (!name.matches()) {
      return false;
    }
    boolean isDown = "down".equals(name.group("direction"));
    draft.add(
        draft.version(name.group("version"), file),
        name.group("stem"),
        name.group("title"),
        Kind.ONCE,
        Part.whole(isDown ? Role.DOWN : Role.UP, "", file)
            .with(
                Lines.first(folder, file).startsWith(NO_TRANSACTION)
                    ? Transaction.NEVER
                    : Transaction.WHERE_POSSIBLE));
    return true;
  }
}
