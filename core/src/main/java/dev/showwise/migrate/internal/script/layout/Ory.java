package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptDescription.Transaction;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ory's and pop's: {@code 20240101000000_name.sqlite3.up.sql}, where the one without a product is for all
 * that have none of their own, and {@code .autocommit} before {@code .up} means outside a transaction.
 */
final class Ory extends UpDown {
  /** Compiled when a name comes that may fit. */
  private static final class Names {
    static final Pattern NAME = Pattern.compile(
        "(?<stem>(?<version>\\d+)_(?<title>[^.]+))(?:\\.(?<product>[a-z0-9]+))??(?<auto>\\.autocommit)?"
            + "\\.(?<direction>up|down)\\.sql");
  }

  Ory() {
    super("ory");
  }

  @Override
  String shape() {
    return "VERSION_NAME.up.sql and VERSION_NAME.down.sql, with .PRODUCT and .autocommit behind the name,"
        + " such as 20240101000000_seats.sqlite3.up.sql";
  }

  @Override
  Optional<Parsed> parse(String baseName) {
    if (!FolderFiles.isUpOrDown(baseName)) {
      return Optional.empty();
    }
    Matcher name = Names.NAME.matcher(baseName);
    return name.matches()
        ? Parsed.forProduct(
            name, name.group("auto") == null ? Transaction.WHERE_POSSIBLE : Transaction.NEVER)
        : Optional.empty();
  }

  @Override
  boolean isDistinctive(String baseName) {
    Optional<Parsed> name = parse(baseName);
    return name.isPresent()
        && (!name.get().product().isEmpty() || name.get().transaction() == Transaction.NEVER);
  }

  @Override
  String hint(String baseName) {
    Matcher name = Names.NAME.matcher(baseName);
    return name.matches()
        ? "is for '" + name.group("product") + "', which is no product that is known here."
        : "";
  }
}
