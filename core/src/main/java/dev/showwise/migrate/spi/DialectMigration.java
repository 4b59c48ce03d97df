package dev.showwise.migrate.spi;

import dev.showwise.migrate.Migration;
import java.util.Optional;

/**
 * A migration of which only the name is known before it is known on which product it will run: a script,
 * of which there may be one for each product, and which is cut into statements by the product's rules.
 * The engine takes what {@link #on} gives in its place, once, before it plans.
 */
public interface DialectMigration extends Migration {

  /**
   * The migration on a product. It has the same module and version; its checksum, its options and whether it
   * can be undone are of that product.
   *
   * @return empty if there is no such migration on that product; then the engine knows of none, and what
   *     depends on it does not wait for it
   * @throws dev.showwise.migrate.MigrationException.InvalidCatalog if it cannot be read
   */
  Optional<Migration> on(Dialect dialect);

  /**
   * What {@link #on} makes the migration of, told without making it: wherever this text is the same, {@code on}
   * gives a migration with the same checksum, or none. It is recorded as part of a hash, and a start that finds
   * the same does not ask {@code on}. No secret may be in it. Unless overridden, that cannot be told.
   *
   * @return empty if it cannot be told, or not any more since something has changed
   */
  default Optional<String> madeOf(Dialect dialect) {
    return Optional.empty();
  }
}
