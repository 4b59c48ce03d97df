package dev.showwise.migrate.recipes;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.sql.SQLException;
import java.util.List;

@ServiceProvider(Migration.class)
public final class Initials extends SchemaMigration {
  public Initials() {
    super("wardrobe", "1.2", "initials", "Initials for the labels in costumes");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(addColumn("cast_member", column("initial", varchar(1))));
  }

  @Override
  protected void fill(MigrationContext context) throws SQLException {
    long rows = context.update(
        "UPDATE cast_member SET initial = SUBSTR(actor_name, 1, 1) WHERE initial IS NULL");
    context.step(rows + " cast members got an initial");
  }

  @Override
  protected boolean isFilled(DatabaseView database) throws SQLException {
    return database
        .query("SELECT id FROM cast_member WHERE initial IS NULL LIMIT 1", row -> row.getLong(1))
        .isEmpty();
  }
}
