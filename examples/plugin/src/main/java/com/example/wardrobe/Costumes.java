package com.example.wardrobe;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.util.List;

/** Table {@code costume}: what hangs in the wardrobe. Undoing it drops the table. */
@ServiceProvider(Migration.class)
public final class Costumes extends SchemaMigration {

  /** For the service loader. */
  public Costumes() {
    super("wardrobe", "1.0", "costumes", "Costumes and their sizes");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(createTable(table("costume")
        .column(column("id", integer()).identity())
        .column(column("name", varchar(100)).notNull())
        .column(column("size", varchar(10)))));
  }
}
