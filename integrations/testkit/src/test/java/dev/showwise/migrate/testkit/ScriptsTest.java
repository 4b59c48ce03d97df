package dev.showwise.migrate.testkit;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.MigrationSource;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.engine.ScriptMigrations;
import java.nio.file.Path;
import java.sql.SQLException;

/** A test of scripts in a folder of this module's resources, which come to a table of people. */
abstract class ScriptsTest extends MigrationSourceTest {
  private final String folder;

  ScriptsTest(String folder) {
    this.folder = folder;
  }

  @Override
  protected MigrationSource source() {
    return new ScriptMigrations(Scripts.in(Path.of("src/test/resources/scripts", folder)));
  }

  @Override
  protected void tables(TestDatabase database) throws SQLException {
    database.create(table("crew")
        .column(column("id", integer()).identity())
        .column(column("name", varchar(80)).notNull())
        .column(column("place", integer())));
  }
}
