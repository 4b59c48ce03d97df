package dev.showwise.migrate.recipes;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.sql.SQLException;
import java.util.List;

@ServiceProvider(Migration.class)
public final class Contacts extends SchemaMigration {
  static final String MISSING = " FROM person WHERE id NOT IN (SELECT person_id FROM contact)";

  public Contacts() {
    super("contacts", "1.0", "contacts", "Phone and e-mail in a table of their own");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(createTable(table("contact")
        .column(column("person_id", integer()).notNull())
        .column(column("phone", varchar(40)))
        .column(column("email", varchar(200)))
        .primaryKey("person_id")
        .foreignKey("person_id", "person", "id")));
  }

  @Override
  protected void fill(MigrationContext context) throws SQLException {
    copy(context);
  }

  static void copy(MigrationContext context) throws SQLException {
    long rows = context.update(
        "INSERT INTO contact (person_id, phone, email) SELECT id, phone, email" + MISSING);
    context.step(rows + " contacts copied");
  }

  @Override
  protected boolean isFilled(DatabaseView database) throws SQLException {
    return database
        .query("SELECT id" + MISSING + " LIMIT 1", row -> row.getLong(1))
        .isEmpty();
  }
}
