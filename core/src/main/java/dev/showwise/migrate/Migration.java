package dev.showwise.migrate;

import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One step in the life of a database: what it is called, what it needs, and what it does.
 *
 * <p>Most migrations extend {@link SchemaMigration}, which makes everything from a list of declared
 * changes. This interface is for the rest. A migration is found when its class is provided as a
 * service of this type (in {@code META-INF/services} and, in a named module, with {@code provides}),
 * or handed to the engine in code. It must have a public constructor without parameters for the
 * former, and no state: one instance may serve several runs, on several threads.
 */
public interface Migration {

  /**
   * Who owns this migration, such as {@code showwise} or {@code billing}. Versions and names need to
   * be unique only within a module, so that plug-ins from different hands never collide. Letters,
   * digits, {@code .}, {@code _} and {@code -}, at most 100.
   */
  String module();

  /** The version, unique within the module. Without dependencies, lower versions run first. */
  MigrationVersion version();

  /**
   * The name, unique within the module; what people type. Letters, digits, {@code .}, {@code _} and
   * {@code -}, at most 100, with a letter or digit in front.
   */
  String name();

  /** What it is for, in one line, for people. */
  String description();

  /**
   * The migrations that must be applied before this one: {@code name} for one of the same module,
   * {@code module:name} for one of another. None by default.
   */
  default Set<String> dependsOn() {
    return Set.of();
  }

  /**
   * The changes of the schema that this migration makes, in order, as far as it declares them; the
   * same list at every call. From them come, unless overridden, {@link #needsTables}, {@link
   * #presence} and {@link #checksum}, and with them the engine knows what later migrations will
   * find. None by default.
   */
  default List<SchemaChange> declaredChanges() {
    return List.of();
  }

  /**
   * The tables that must be there before this migration runs. By default those that its declared
   * changes alter or refer to and do not create.
   */
  default Set<String> needsTables() {
    Set<String> needed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> created = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (SchemaChange change : declaredChanges()) {
      change.changedTable().filter(t -> !created.contains(t)).ifPresent(needed::add);
      change.createdTable().ifPresent(created::add);
    }
    for (SchemaChange change : declaredChanges()) {
      change.referencedTables().stream().filter(t -> !created.contains(t)).forEach(needed::add);
    }
    return needed;
  }

  /** How it wants to be run. In a transaction, once, by default. */
  default ExecutionOptions options() {
    return ExecutionOptions.DEFAULT;
  }

  /**
   * How far the database already has what this migration makes. By default it is judged from the
   * declared changes; without any it is {@link Presence.Unknown}, which means: run it.
   *
   * @param database read-only, valid during the call
   * @throws SQLException if the database cannot be read
   */
  default Presence presence(DatabaseView database) throws SQLException {
    return Presence.of(declaredChanges(), database.schema());
  }

  /**
   * Does the work. Transactions belong to the engine: what is done through {@code context} is
   * committed together with the record of it in the history, or not at all. May be run again after
   * it failed.
   *
   * @throws SQLException if a statement fails; let it pass, the engine rolls back and reports
   */
  void apply(MigrationContext context) throws SQLException;

  /**
   * A fingerprint of what it does, to notice a later change. By default made from the declared
   * changes; empty without any, and then a change goes unnoticed.
   */
  default Optional<Checksum> checksum() {
    List<SchemaChange> changes = declaredChanges();
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Checksum.sha256(
        "schema-1",
        changes.stream().map(SchemaChange::canonicalForm).collect(Collectors.joining("\n"))));
  }
}
