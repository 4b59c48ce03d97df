package dev.showwise.migrate;

import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A migration that declares its changes once. From {@link #changes} come what is executed (only what
 * is missing), how far a database has it already, how it is undone (the inverse of each, last
 * first), what that would destroy, which tables it needs, and its checksum.
 *
 * <pre>{@code
 * public final class ShoeSizes extends SchemaMigration {
 *   public ShoeSizes() {
 *     super("wardrobe", "1.0", "shoe-sizes", "Shoe sizes of cast members");
 *   }
 *
 *   @Override
 *   protected List<SchemaChange> changes() {
 *     return List.of(addColumn("cast_member", column("shoe_size", integer())));
 *   }
 * }
 * }</pre>
 */
public abstract class SchemaMigration implements ReversibleMigration {
  private final String module;
  private final MigrationVersion version;
  private final String name;
  private final String description;

  /**
   * Names the migration; see {@link Migration} for what each part means.
   *
   * @throws IllegalArgumentException if {@code version} is not a version
   */
  protected SchemaMigration(String module, String version, String name, String description) {
    this.module = module;
    this.version = MigrationVersion.of(version);
    this.name = name;
    this.description = description;
  }

  /** The changes, in the order in which they are made; the same list at every call. */
  protected abstract List<SchemaChange> changes();

  /**
   * Writes the rows that belong to the change; called after every change is made. Must be safe to
   * run again: it also runs when only rows were missing. Nothing by default.
   *
   * @throws SQLException if a statement fails; let it pass
   */
  protected void fill(MigrationContext context) throws SQLException {}

  /**
   * Whether the rows that {@link #fill} writes are there. Asked only when every declared change is
   * done. True by default.
   *
   * @param database read-only, valid during the call
   * @throws SQLException if the database cannot be read
   */
  protected boolean isFilled(DatabaseView database) throws SQLException {
    return true;
  }

  @Override
  public final String module() {
    return module;
  }

  @Override
  public final MigrationVersion version() {
    return version;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final List<SchemaChange> declaredChanges() {
    return changes();
  }

  /**
   * In a transaction where the database can, once, and safe to repeat: only what is missing is made, and
   * {@link #fill} is safe to run again. Where changes of the schema commit by themselves (MariaDB,
   * MySQL, H2) an interrupted one therefore goes on with the next run.
   */
  @Override
  public ExecutionOptions options() {
    return ExecutionOptions.DEFAULT.safeToRepeat();
  }

  @Override
  public Presence presence(DatabaseView database) throws SQLException {
    Presence declared = Presence.of(changes(), database.schema());
    if (declared instanceof Presence.Present && !isFilled(database)) {
      return new Presence.Incomplete(List.of("rows of " + name + " are missing"));
    }
    return declared;
  }

  @Override
  public final void apply(MigrationContext context) throws SQLException {
    List<SchemaChange> changes = changes();
    List<ChangeState> states = context.schema().compareAll(changes);
    for (int i = 0; i < changes.size(); i++) {
      // one that a later one has built on is done, and does not look so on its own
      if (!(states.get(i) instanceof ChangeState.Done)) {
        context.ensure(changes.get(i));
      }
    }
    fill(context);
  }

  @Override
  public void revert(MigrationContext context) throws SQLException {
    List<SchemaChange> changes = changes();
    Set<String> created = new HashSet<>();
    changes.forEach(change -> change.createdTable().ifPresent(created::add));
    for (int i = changes.size() - 1; i >= 0; i--) {
      // an index goes with its table; on its own, MariaDB and MySQL do not let go of one that a
      // foreign key needs
      boolean goesWithItsTable = changes.get(i) instanceof SchemaChange.CreateIndex index
          && created.contains(index.index().table());
      if (!goesWithItsTable) {
        context.ensure(changes.get(i).inverse());
      }
    }
  }
}
