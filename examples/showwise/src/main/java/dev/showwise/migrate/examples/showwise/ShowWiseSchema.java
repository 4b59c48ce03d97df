package dev.showwise.migrate.examples.showwise;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.timestamp;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.Table;

/** What the tables of ShowWise have in common. */
final class ShowWiseSchema {
  /** The module that owns every migration of this jar. */
  static final String MODULE = "showwise";

  private ShowWiseSchema() {}

  /** A table whose rows are numbered by the database in {@code id}. */
  static Table numberedTable(String name) {
    return table(name).column(column("id", integer()).identity());
  }

  /** A text that has to be there. */
  static Column required(String name, int length) {
    return column(name, varchar(length)).notNull();
  }

  /** A text that may be missing. */
  static Column optional(String name, int length) {
    return column(name, varchar(length));
  }

  /** A moment that may be missing. */
  static Column moment(String name) {
    return column(name, timestamp());
  }
}
