package dev.showwise.migrate.engine;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static dev.showwise.migrate.schema.SchemaChange.createIndex;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.util.List;

/**
 * Five migrations, one of each kind: one that the database has already, a declared table, one written by
 * hand, a declared column that is filled, and one outside a transaction.
 */
final class Season {
  static final List<String> NAMES = List.of("seats", "people", "notes", "shoes", "log");

  private static final String MODULE = "season";

  private Season() {}

  /** What the database has before anybody migrates it. */
  static String[] before() {
    return new String[] {
      "CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY, label VARCHAR(20) NOT NULL)",
      "INSERT INTO seat VALUES (1, 'A1'), (2, 'A2')"
    };
  }

  /**
   * The migrations.
   *
   * @param alone a statement that the product does not take in a transaction; empty for none
   */
  static Migration[] migrations(List<String> alone) {
    return new Migration[] {
      declared(
          "1",
          "seats",
          createTable(table("seat")
              .column(column("id", integer()).notNull())
              .column(column("label", varchar(20)).notNull())
              .primaryKey("id"))),
      declared(
          "2",
          "people",
          createTable(table("person")
              .column(column("id", integer()).identity())
              .column(column("name", varchar(80)).notNull())
              .unique("name")),
          createIndex(Index.index("person_by_name", "person", "name", "id"))),
      notes(),
      new Shoes(),
      log(alone)
    };
  }

  /** All that is pending, and then the last two undone. */
  static void run(MigrationEngine engine) {
    engine.migrate();
    engine.rollback(RollbackTarget.downTo("3"), RollbackConsent.toAnyLoss());
  }

  private static TestMigration notes() {
    return TestMigration.of(MODULE, "3", "notes", context -> {
          context.execute("CREATE TABLE note (id INTEGER NOT NULL PRIMARY KEY, words VARCHAR(80))");
          context.update("INSERT INTO note VALUES (?, ?)", 1, "first");
          context.update("INSERT INTO note VALUES (?, ?)", 2, "second");
          List<String> names =
              context.query("SELECT words FROM note ORDER BY id", row -> row.getString(1));
          for (String name : names) {
            context.update("INSERT INTO person (name) VALUES (?)", name);
          }
        })
        .down(context -> {
          context.execute("DROP TABLE IF EXISTS note");
          context.execute("DELETE FROM person");
        });
  }

  private static TestMigration log(List<String> alone) {
    return TestMigration.of(MODULE, "5", "log", context -> {
          context.execute("CREATE TABLE IF NOT EXISTS log_entry (id INTEGER)");
          for (String statement : alone) {
            context.execute(statement);
          }
          context.execute(
              "INSERT INTO log_entry SELECT id FROM seat WHERE id NOT IN (SELECT id FROM"
                  + " log_entry)");
        })
        .down(context -> context.execute("DROP TABLE IF EXISTS log_entry"))
        .options(ExecutionOptions.DEFAULT.outsideTransaction().safeToRepeat());
  }

  private static SchemaMigration declared(String version, String name, SchemaChange... changes) {
    return new SchemaMigration(MODULE, version, name, "declared " + name) {
      @Override
      protected List<SchemaChange> changes() {
        return List.of(changes);
      }
    };
  }

  /** A column that comes with a value for whoever is there. */
  private static final class Shoes extends SchemaMigration {
    Shoes() {
      super(MODULE, "4", "shoes", "shoe sizes");
    }

    @Override
    protected List<SchemaChange> changes() {
      return List.of(addColumn("person", column("shoe_size", integer())));
    }

    @Override
    protected void fill(MigrationContext context) throws SQLException {
      context.execute("UPDATE person SET shoe_size = 40 WHERE shoe_size IS NULL");
    }

    @Override
    protected boolean isFilled(DatabaseView database) throws SQLException {
      return database
          .query("SELECT count(*) FROM person WHERE shoe_size IS NULL", row -> row.getInt(1))
          .equals(List.of(0));
    }
  }
}
