package dev.showwise.migrate.internal.takeover;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.RowMapper;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another tool's history table, whose names may be spelled in any case. */
final class ForeignTable {
  private final DatabaseView database;
  private final Table table;

  private ForeignTable(DatabaseView database, Table table) {
    this.database = database;
    this.table = table;
  }

  /** The table of that name; empty if there is none. */
  static Optional<ForeignTable> find(DatabaseView database, String name) throws SQLException {
    return database.schema().table(name).map(found -> new ForeignTable(database, found));
  }

  /** Its name as the database spells it. */
  String name() {
    return table.name();
  }

  /** Whether it has all of these columns. */
  boolean has(String... columns) {
    return Stream.of(columns).allMatch(column -> table.find(column).isPresent());
  }

  /** Whether these are all the columns that it has. */
  boolean hasOnly(String... columns) {
    Set<String> all = table.columns().stream()
        .map(column -> column.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
    return all.equals(Set.of(columns));
  }

  /**
   * All rows.
   *
   * @param columns the columns, which the mapper finds by their place
   * @param order the column by which they are in order
   */
  <T> List<T> rows(List<String> columns, String order, RowMapper<T> mapper) throws SQLException {
    return database.query(
        "SELECT " + columns.stream().map(this::quoted).collect(Collectors.joining(", ")) + " FROM "
            + database.dialect().quoteSpelled(table.name()) + " ORDER BY " + quoted(order),
        mapper);
  }

  private String quoted(String column) {
    return database.dialect().quoteSpelled(table.find(column).map(Column::name).orElse(column));
  }
}
