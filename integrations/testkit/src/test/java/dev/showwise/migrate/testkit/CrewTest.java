package dev.showwise.migrate.testkit;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.Table.table;

import java.sql.SQLException;

/** A test of a migration that comes to a table of people. */
abstract class CrewTest extends MigrationTest {
  @Override
  protected void tables(TestDatabase database) throws SQLException {
    database.create(table("crew")
        .column(column("id", integer()).identity())
        .column(column("name", varchar(80)).notNull())
        .column(column("place", integer())));
  }

  /** They are in nobody's services file. */
  @Override
  public void isRegistered() {}
}
