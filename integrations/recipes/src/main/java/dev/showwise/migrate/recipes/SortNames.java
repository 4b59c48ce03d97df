package dev.showwise.migrate.recipes;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.util.List;

@ServiceProvider(Migration.class)
public final class SortNames extends SchemaMigration {
  public SortNames() {
    super("playbill", "1.0", "sort-names", "A name to sort the cast by");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(addColumn("cast_member", column("sort_name", varchar(200))));
  }
}
