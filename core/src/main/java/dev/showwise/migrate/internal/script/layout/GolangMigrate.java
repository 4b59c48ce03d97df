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
  private static final Pattern NAME =
      Pattern.compile("(?<stem>(?<version>\\d+)_(?<title>.*))\\.(?<direction>up|down)\\.sql");

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
    Matcher name = NAME.matcher(baseName);
    return name.matches() ? Optional.of(Parsed.plain(name)) : Optional.empty();
  }

  @Override
  public Optional<String> recognises(ScriptFolder folder) throws IOException {
    boolean isOther = ory.recognises(folder).isPresent()
        || FolderFiles.scripts(folder).stream().anyMatch(sqlx::isPlain);
    return isOther ? Optional.empty() : super.recognises(folder);
  }
}
