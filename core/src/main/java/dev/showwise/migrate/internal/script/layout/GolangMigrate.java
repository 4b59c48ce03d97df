package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * golang-migrate: {@code 0001_name.up.sql} and {@code 0001_name.down.sql}. It reads a product's name in
 * the title as part of the title; a folder that has such is taken for {@link Ory}'s.
 */
final class GolangMigrate extends UpDown {
  /** Compiled when a name comes that may fit. */
  private static final class Names {
    static final Pattern NAME =
        Pattern.compile("(?<stem>(?<version>\\d+)_(?<title>.*))\\.(?<direction>up|down)\\.sql");
  }

  private final Ory ory = new Ory();
  private final Sqlx sqlx = new Sqlx();

  GolangMigrate() {
    super("golang-migrate");
  }

  @Override
  String shape() {
    return "VERSION_NAME.up.sql and VERSION_NAME.down.sql, such as 0001_create_seats.up.sql";
  }

  @Override
  Optional<Parsed> parse(String baseName) {
    if (!FolderFiles.isUpOrDown(baseName)) {
      return Optional.empty();
    }
    Matcher name = Names.NAME.matcher(baseName);
    return name.matches() ? Optional.of(Parsed.plain(name)) : Optional.empty();
  }

  @Override
  public Optional<String> recognises(ScriptFolder folder) throws IOException {
    Optional<String> own = super.recognises(folder);
    boolean isOthers = own.isPresent() && (ory.recognises(folder).isPresent() || hasPlain(folder));
    return isOthers ? Optional.empty() : own;
  }

  private boolean hasPlain(ScriptFolder folder) {
    for (String file : FolderFiles.scripts(folder)) {
      if (sqlx.isPlain(file)) {
        return true;
      }
    }
    return false;
  }
}
