package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptDescription.Kind;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Role;
import dev.showwise.migrate.spi.ScriptFolder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our own: {@code 2026.02.1-create-seats.sql}, with {@code .postgresql} for one product and {@code .down}
 * or {@code .check} behind that. Sub-folders are for people, and mean nothing.
 */
final class Showwise extends FileLayout {
  private static final Pattern NAME =
      Pattern.compile("(\\d+(?:[._]\\d+)*)-([A-Za-z][^.]*)((?:\\.[A-Za-z0-9]+)*)\\.sql");

  Showwise() {
    super("showwise", Depth.DEEP);
  }

  @Override
  String shape() {
    return "VERSION-NAME.sql, such as 2026.02.1-create-seats.sql, with .PRODUCT, .down or .check before"
        + " .sql; a name begins with a letter";
  }

  @Override
  boolean isDistinctive(String baseName) {
    return NAME.matcher(baseName).matches();
  }

  @Override
  String hint(String baseName) {
    Matcher name = NAME.matcher(baseName);
    return name.matches()
        ? "ends in '" + name.group(3)
            + "', which is neither a product nor 'down' nor 'check'. A product comes first:"
            + " 2026.02.1-create-seats.postgresql.down.sql."
        : "";
  }

  @Override
  boolean add(Draft draft, ScriptFolder folder, String file) {
    Matcher name = NAME.matcher(FolderFiles.baseName(file));
    if (!name.matches()) {
      return false;
    }
    Optional<Part> part = part(name.group(3), file);
    if (part.isPresent()) {
      draft.add(
          draft.version(name.group(1), file),
          name.group(2),
          name.group(2).replace('-', ' '),
          Kind.ONCE,
          part.get());
    }
    return part.isPresent();
  }

  /** What the endings mean: at most one product, and at most one role behind it. */
  private static Optional<Part> part(String endings, String file) {
    String rest = endings;
    Role role = Role.UP;
    if (rest.endsWith(".down")) {
      role = Role.DOWN;
    } else if (rest.endsWith(".check")) {
      role = Role.CHECK;
    }
    rest = role == Role.UP ? rest : rest.substring(0, rest.lastIndexOf('.'));
    if (rest.isEmpty()) {
      return Optional.of(Part.whole(role, "", file));
    }
    Role found = role;
    return Products.of(rest.substring(1)).map(product -> Part.whole(found, product, file));
  }
}
