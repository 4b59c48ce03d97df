package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptDescription.Transaction;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Authelia's: {@code V0001.Name.up.sql}, or {@code V0001.Name.sqlite.up.sql} for one product. */
final class Authelia extends UpDown {
  /** Compiled when a name comes that may fit. */
  private static final class Names {
    static final Pattern NAME = Pattern.compile(
        "(?<stem>V(?<version>\\d+)\\.(?<title>[^.]+))(?:\\.(?<product>[A-Za-z0-9]+))?"
            + "\\.(?<direction>up|down)\\.sql");
  }

  Authelia() {
    super("authelia");
  }

  @Override
  String shape() {
    return "Vnumber.Name.up.sql and Vnumber.Name.down.sql, such as V0001.Initial_Schema.up.sql, with the"
        + " product behind the name";
  }

  @Override
  Optional<Parsed> parse(String baseName) {
    if (!baseName.startsWith("V") || !FolderFiles.isUpOrDown(baseName)) {
      return Optional.empty();
    }
    Matcher name = Names.NAME.matcher(baseName);
    return name.matches() ? Parsed.forProduct(name, Transaction.WHERE_POSSIBLE) : Optional.empty();
  }
}
