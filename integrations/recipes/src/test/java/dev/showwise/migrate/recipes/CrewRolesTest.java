package dev.showwise.migrate.recipes;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.testkit.MigrationTest;
import dev.showwise.migrate.testkit.TestDatabase;
import java.sql.SQLException;

class CrewRolesTest extends MigrationTest {
  @Override
  protected Migration migration() {
    return new CrewRoles();
  }

  @Override
  protected void tables(TestDatabase database) throws SQLException {
    database.create(table("crew_role")
        .column(column("id", integer()).identity())
        .column(column("name", varchar(40)).notNull())
        .column(column("description", varchar(200)))
        .unique("name"));
    database.create(table("crew_member")
        .column(column("id", integer()).identity())
        .column(column("role_id", integer()).notNull())
        .foreignKey("role_id", "crew_role", "id"));
  }

  @Override
  protected void rows(TestDatabase database) throws SQLException {
    database.insert("crew_role", "id", 70, "name", "director", "description", "Here: two of them");
    database.insert("crew_member", "id", 1, "role_id", 70);
  }
}
