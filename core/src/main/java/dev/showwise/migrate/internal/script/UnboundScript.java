package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.internal.script.layout.Products;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.DialectMigration;
import dev.showwise.migrate.spi.ScriptDescription;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Role;
import dev.showwise.migrate.spi.ScriptFolder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A migration that is written in SQL, before it is known for which product.
 *
 * @param folder where its files are
 * @param scripts how the folder is to be read
 * @param described what its files are called
 * @param module the module it is of
 * @param description what it is for
 * @param dependsOn what must come before it
 * @param seen what its files that apply something were when its folder was read; without those of which a
 *     change would not be seen
 */
record UnboundScript(
    ScriptFolder folder,
    Scripts scripts,
    ScriptDescription described,
    String module,
    String description,
    Set<String> dependsOn,
    Map<String, SeenFile> seen)
    implements DialectMigration {
  /** Copies the set and the map. */
  UnboundScript {
    dependsOn = Set.copyOf(dependsOn);
    seen = Map.copyOf(seen);
  }

  @Override
  public MigrationVersion version() {
    return described.version();
  }

  @Override
  public String name() {
    return described.name();
  }

  @Override
  public Optional<Migration> on(Dialect dialect) {
    List<String> products = Products.of(dialect);
    Optional<Script> up = script(Role.UP, products, dialect);
    if (up.isEmpty()) {
      return Optional.empty();
    }
    Optional<Script> check = script(Role.CHECK, products, dialect);
    // one in which nothing is written is what a tool made for its author to fill in
    Optional<Script> down = script(Role.DOWN, products, dialect).filter(Script::isWritten);
    return Optional.of(
        down.isPresent()
            ? new ReversibleScript(this, up.get(), check, down.get())
            : new ScriptMigration(this, up.get(), check));
  }

  /**
   * Which bytes apply it, which part of them, and how they are cut. Values of placeholders are no part of its
   * checksum, and none of this.
   */
  @Override
  public Optional<String> madeOf(Dialect dialect) {
    Optional<Part> up = described.part(Role.UP, Products.of(dialect));
    if (up.isEmpty()) {
      return Optional.of("none");
    }
    Part part = up.get();
    SeenFile file = seen.get(part.file());
    return file == null || !file.isSame(folder)
        ? Optional.empty()
        : Optional.of(String.join(
            " ",
            file.sha256(),
            Integer.toString(part.firstLine()),
            Integer.toString(part.lastLine()),
            part.ends().name(),
            scripts.replacement().name()));
  }

  private Optional<Script> script(Role role, List<String> products, Dialect dialect) {
    return described.part(role, products).map(part -> new Script(folder, part, scripts, dialect));
  }

  @Override
  public ExecutionOptions options() {
    return ExecutionOptions.DEFAULT;
  }

  @Override
  public Optional<Checksum> checksum() {
    return Optional.empty();
  }

  @Override
  public void apply(MigrationContext context) {
    throw new IllegalStateException(name() + " is a script, and the product was never asked for");
  }
}
