package dev.showwise.migrate.testkit;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.Index.index;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static dev.showwise.migrate.schema.SchemaChange.createIndex;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.util.List;

/** One with tables, columns, indexes, references and rows, and nothing wrong with it. */
class GoodMigrationTest extends CrewTest {
  @Override
  protected Migration migration() {
    return new Wardrobe();
  }

  static final class Wardrobe extends SchemaMigration {
    Wardrobe() {
      super("wardrobe", "1.0", "wardrobe", "Costumes and shoe sizes");
    }

    @Override
    protected List<SchemaChange> changes() {
      return List.of(
          createTable(table("costume_kind")
              .column(column("id", integer()).identity())
              .column(column("title", varchar(40)).notNull())
              .unique("title")),
          createTable(table("costume")
              .column(column("id", integer()).identity())
              .column(column("crew_id", integer()).notNull())
              .column(column("kind_id", integer()))
              .column(column("note", varchar(10)))
              .unique("crew_id")
              .foreignKey("crew_id", "crew", "id")
              .foreignKey("kind_id", "costume_kind", "id")),
          addColumn("crew", column("shoe_size", integer())),
          createIndex(index("crew_shoe_size", "crew", "shoe_size")),
          createIndex(index("costume_note", "costume", "note")));
    }

    @Override
    protected void fill(MigrationContext context) throws SQLException {
      for (String title : List.of("Coat", "Crown")) {
        if (titles(context).stream().noneMatch(title::equals)) {
          context.update("INSERT INTO costume_kind (title) VALUES (?)", title);
        }
      }
      context.update("UPDATE crew SET shoe_size = ? WHERE shoe_size IS NULL", 40);
    }

    @Override
    protected boolean isFilled(DatabaseView database) throws SQLException {
      return titles(database).containsAll(List.of("Coat", "Crown"))
          && database
              .query("SELECT 1 FROM crew WHERE shoe_size IS NULL", row -> 1)
              .isEmpty();
    }

    private static List<String> titles(DatabaseView database) throws SQLException {
      return database.query("SELECT title FROM costume_kind", row -> row.getString(1));
    }
  }
}
