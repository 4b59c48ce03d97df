package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptDescription.Kind;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Role;
import dev.showwise.migrate.spi.ScriptDescription.Transaction;
import dev.showwise.migrate.spi.ScriptFolder;
import java.util.Optional;
import java.util.regex.Matcher;

/** A layout in which a script and its way back are two files that differ in one word of their names. */
abstract class UpDown extends FileLayout {

  UpDown(String name) {
    super(name, Depth.FLAT);
  }

  /**
   * What a name is made of, if it is one of this layout.
   *
   * @param version the version
   * @param stem what both files are called
   * @param title what it is for
   * @param product the product; empty for every one
   * @param direction {@code up} or {@code down}
   * @param transaction whether it asks to be run outside a transaction
   */
  record Parsed(
      String version,
      String stem,
      String title,
      String product,
      String direction,
      Transaction transaction) {
    /** For the product that is named; empty if that is none that is known. */
    static Optional<Parsed> forProduct(Matcher name, Transaction transaction) {
      Optional<String> product =
          name.group("product") == null ? Optional.of("") : Products.of(name.group("product"));
      return product.map(known -> of(name, known, transaction));
    }

    /** In a transaction where possible, and for every product. */
    static Parsed plain(Matcher name) {
      return of(name, "", Transaction.WHERE_POSSIBLE);
    }

    private static Parsed of(Matcher name, String product, Transaction transaction) {
      return new Parsed(
          name.group("version"),
          name.group("stem"),
          name.group("title"),
          product,
          name.group("direction"),
          transaction);
    }
  }

  /** Takes a name apart; empty if it is none of this layout. */
  abstract Optional<Parsed> parse(String baseName);

  @Override
  boolean isDistinctive(String baseName) {
    return parse(baseName).isPresent();
  }

  @Override
  boolean add(Draft draft, ScriptFolder folder, String file) {
    Optional<Parsed> parsed = parse(FolderFiles.baseName(file));
    if (parsed.isEmpty()) {
      return false;
    }
    Parsed name = parsed.get();
    Role role = name.direction().equals("up") ? Role.UP : Role.DOWN;
    draft.add(
        draft.version(name.version(), file),
        name.stem(),
        name.title(),
        Kind.ONCE,
        Part.whole(role, name.product(), file).with(name.transaction()));
    return true;
  }
}
