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

class ContactsMovedTest extends MigrationTest {
  @Override
  protected Migration migration() {
    return new ContactsMoved();
  }

  @Override
  protected void tables(TestDatabase database) throws SQLException {
    database.create(table("person")
        .column(column("id", integer()).identity())
        .column(column("username", varchar(80)).notNull())
        .column(column("phone", varchar(40)))
        .column(column("email", varchar(200))));
  }

  @Override
  protected void rows(TestDatabase database) throws SQLException {
    database.insert(
        "person", "id", 1, "username", "ada", "phone", "555-1", "email", "ada@example.com");
    database.insert("person", "id", 2, "username", "bo");
  }

  /** The old columns rule as long as they are there. */
  @Override
  protected Set<String> meantToChange() {
    return Set.of("contact.phone", "contact.email");
  }
}
