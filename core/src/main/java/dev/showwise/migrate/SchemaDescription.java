package dev.showwise.migrate;

import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import java.util.List;

/**
 * The schema as the database has it.
 *
 * @param database which database
 * @param tables every table but the product's own, by name
 * @param indexes every index but those that keys brought, by table and name
 * @param objects everything as the database itself describes it
 */
public record SchemaDescription(
    DatabaseInfo database, List<Table> tables, List<Index> indexes, List<SchemaObject> objects) {
  /** Copies the lists. */
  public SchemaDescription {
    tables = List.copyOf(tables);
    indexes = List.copyOf(indexes);
    objects = List.copyOf(objects);
  }
}
