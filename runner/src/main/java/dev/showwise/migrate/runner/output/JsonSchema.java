package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.Table;
import java.util.Locale;

/** The schema of a database for programs. */
final class JsonSchema {
  private JsonSchema() {}

  static void write(JsonDocument json, SchemaDescription schema) {
    json.array("tables", schema.tables(), JsonSchema::table);
    json.array("indexes", schema.indexes(), (one, index) -> {
      one.text("name", index.name());
      one.text("table", index.table());
      one.texts("columns", index.columns());
      one.truth("unique", index.uniqueness() == Index.Uniqueness.UNIQUE);
    });
    json.array("objects", schema.objects(), (one, object) -> {
      one.text("type", object.type());
      one.text("name", object.name());
      one.text("table", object.table());
      one.verbatimOrNull("sql", object.definition());
    });
  }

  private static void table(JsonDocument json, Table table) {
    json.text("name", table.name());
    json.array("columns", table.columns(), JsonSchema::column);
    json.texts("primaryKey", table.primaryKey());
    json.array("uniqueKeys", table.uniqueKeys(), (one, key) -> {
      one.textOrNull("name", key.name());
      one.texts("columns", key.columns());
    });
    json.array("foreignKeys", table.foreignKeys(), JsonSchema::foreignKey);
  }

  private static void column(JsonDocument json, Column column) {
    json.text("name", column.name());
    json.text("type", column.type().toString());
    json.truth("nullable", column.nullability() == Column.Nullability.NULLABLE);
    json.textOrNull("default", column.defaultValue().map(Object::toString).orElse(""));
  }

  private static void foreignKey(JsonDocument json, ForeignKey key) {
    json.texts("columns", key.columns());
    json.text("referencedTable", key.referencedTable());
    json.texts("referencedColumns", key.referencedColumns());
    json.text("onDelete", words(key.onDelete()));
    json.text("onUpdate", words(key.onUpdate()));
  }

  private static String words(ForeignKey.Action action) {
    return action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
