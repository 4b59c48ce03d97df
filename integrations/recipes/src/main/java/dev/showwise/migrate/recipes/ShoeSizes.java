package dev.showwise.migrate.recipes;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.Index.index;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static dev.showwise.migrate.schema.SchemaChange.createIndex;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.util.List;

@ServiceProvider(Migration.class)
public final class ShoeSizes extends SchemaMigration {
  public ShoeSizes() {
    super("wardrobe", "1.0", "shoe-sizes", "Shoe sizes of cast members");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(
        addColumn("cast_member", column("shoe_size", integer())),
        createIndex(index("cast_member_shoe_size", "cast_member", "shoe_size")));
  }
}
