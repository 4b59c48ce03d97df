package dev.showwise.migrate.recipes;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.testkit.MigrationTest;
import dev.showwise.migrate.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.Set;

class TidyNamesTest extends MigrationTest {
  @Override
  protected Migration migration() {
    return new TidyNames();
  }

  @Override
  protected void tables(TestDatabase database) throws SQLException {
    database.create(table("cast_member")
        .column(column("id", integer()).identity())
        .column(column("actor_name", varchar(200)).notNull()));
  }

  @Override
  protected void rows(TestDatabase database) throws SQLException {
    database.insert("cast_member", "id", 1, "actor_name", " Ada ");
    database.insert("cast_member", "id", 2, "actor_name", "Bo");
    database.insert("cast_member", "id", 5, "actor_name", "Cy");
  }

  @Override
  protected Set<String> meantToChange() {
    return Set.of("cast_member.actor_name");
  }

  /** What the others add is tried with them. */
  @Override
  protected boolean isFor(String product) {
    return product.equals("SQLite") || product.equals("H2");
  }
}
