package dev.showwise.migrate.engine;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static dev.showwise.migrate.schema.SchemaChange.createIndex;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import java.util.List;

/** Declared migrations for tests: people, their badges, and a column that comes later. */
final class Crew {
  private Crew() {}

  static SchemaMigration people() {
    return declared(
        "1",
        "people",
        createTable(table("person")
            .column(column("id", integer()).identity())
            .column(column("name", varchar(80)).notNull())));
  }

  static SchemaMigration badges() {
    return declared(
        "2",
        "badges",
        createTable(table("badge")
            .column(column("id", integer()).identity())
            .column(column("person_id", integer()).notNull())
            .column(column("code", varchar(20)).notNull())
            .unique("code")
            .foreignKey("person_id", "person", "id")),
        createIndex(Index.index("badge_person", "badge", "person_id")));
  }

  static SchemaMigration shoes() {
    return declared("3", "shoes", addColumn("person", column("shoe_size", integer())));
  }

  static SchemaMigration declared(String version, String name, SchemaChange... changes) {
    return new SchemaMigration("crew", version, name, "declared " + name) {
      @Override
      protected List<SchemaChange> changes() {
        return List.of(changes);
      }
    };
  }
}
