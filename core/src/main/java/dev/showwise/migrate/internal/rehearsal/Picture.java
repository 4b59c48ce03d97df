package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.internal.run.Environment;
import dev.showwise.migrate.internal.run.Look;
import dev.showwise.migrate.internal.run.SchemaReading;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A database at one moment, without the history of migrations.
 *
 * @param schema what is there
 * @param contents the rows of each table, by its name as it is looked up
 */
record Picture(SchemaDescription schema, Map<String, TableContent> contents) {

  /** Takes one on its own. */
  static Picture of(Environment environment) {
    return Look.in(environment, at -> take(environment, at, Optional.empty()));
  }

  /** Takes one in which rows are looked at through the columns that they had before. */
  static Picture of(Environment environment, Picture before) {
    return Look.in(environment, at -> take(environment, at, Optional.of(before)));
  }

  private static Picture take(Environment environment, Look.At at, Optional<Picture> before)
      throws SQLException {
    Dialect dialect = at.dialect();
    SchemaDescription schema = withoutHistory(
        SchemaReading.read(at.connection(), dialect, at.info()),
        dialect.normalizeName(environment.options().historyTable()),
        dialect);
    ContentReader reader = new ContentReader(at.connection(), dialect);
    Map<String, TableContent> contents = new TreeMap<>();
    for (Table table : schema.tables()) {
      String name = dialect.normalizeName(table.name());
      contents.put(
          name, content(reader, table, before.map(picture -> picture.contents().get(name))));
    }
    return new Picture(schema, contents);
  }

  /** The name of a table as it is written. */
  String nameOf(String key, Dialect dialect) {
    return schema.tables().stream()
        .map(Table::name)
        .filter(name -> dialect.normalizeName(name).equals(key))
        .findFirst()
        .orElse(key);
  }

  private static TableContent content(
      ContentReader reader, Table table, Optional<TableContent> before) throws SQLException {
    List<String> own = table.columns().stream().map(Column::name).toList();
    List<String> columns = new ArrayList<>(before
        .map(content -> content.columns().stream().filter(own::contains).toList())
        .orElse(own));
    int compared = columns.size();
    own.stream().filter(column -> !columns.contains(column)).forEach(columns::add);
    List<String> key = before.map(TableContent::key).orElse(table.primaryKey());
    boolean hasKey = columns.subList(0, compared).containsAll(key);
    return reader.read(table.name(), columns, compared, hasKey ? key : List.of());
  }

  private static SchemaDescription withoutHistory(
      SchemaDescription all, String history, Dialect dialect) {
    return new SchemaDescription(
        all.database(),
        all.tables().stream()
            .filter(t -> !dialect.normalizeName(t.name()).equals(history))
            .toList(),
        all.indexes().stream()
            .filter(i -> !dialect.normalizeName(i.table()).equals(history))
            .toList(),
        all.objects().stream()
            .filter(o -> !dialect.normalizeName(o.table()).equals(history))
            .toList());
  }
}
