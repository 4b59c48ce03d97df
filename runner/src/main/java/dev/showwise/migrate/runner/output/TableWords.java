package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tables and indexes in words, for products that keep no SQL of them. */
public final class TableWords {
  private TableWords() {}

  /** The lines for an object; none for one that is not described. */
  public static List<String> of(SchemaObject object, SchemaDescription schema) {
    Optional<Table> table = schema.tables().stream()
        .filter(t -> object.type().equals("table") && t.name().equals(object.name()))
        .findFirst();
    if (table.isPresent()) {
      return lines(table.get());
    }
    return schema.indexes().stream()
        .filter(i -> object.type().equals("index") && i.name().equals(object.name()))
        .map(index -> (index.uniqueness() == Index.Uniqueness.UNIQUE ? "unique index " : "index ")
            + index.name() + " on " + index.table() + " " + list(index.columns()))
        .toList();
  }

  private static List<String> lines(Table table) {
    int names = width(table.columns().stream().map(Column::name).toList());
    int types =
        width(table.columns().stream().map(column -> column.type().toString()).toList());
    List<String> lines = new ArrayList<>();
    lines.add("table " + table.name());
    for (Column column : table.columns()) {
      lines.add(("  " + padded(column.name(), names) + "  "
              + padded(column.type().toString(), types) + "  " + attributes(column))
          .stripTrailing());
    }
    if (!table.primaryKey().isEmpty()) {
      lines.add("  primary key " + list(table.primaryKey()));
    }
    table.uniqueKeys().forEach(key -> lines.add("  unique " + list(key.columns())));
    table.foreignKeys().forEach(key -> lines.add("  " + words(key)));
    return lines;
  }

  private static String attributes(Column column) {
    List<String> attributes = new ArrayList<>();
    if (column.nullability() == Column.Nullability.NOT_NULL) {
      attributes.add("not null");
    }
    if (column.generation() != Column.Generation.NONE) {
      attributes.add(column.generation().name().toLowerCase(Locale.ROOT));
    }
    column.defaultValue().ifPresent(value -> attributes.add("default " + value));
    return String.join(", ", attributes);
  }

  private static String words(ForeignKey key) {
    return "foreign key " + list(key.columns()) + " references " + key.referencedTable() + " "
        + list(key.referencedColumns())
        + action(" on delete ", key.onDelete())
        + action(" on update ", key.onUpdate());
  }

  private static String action(String event, ForeignKey.Action action) {
    return action == ForeignKey.Action.NO_ACTION
        ? ""
        : event + action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String list(List<String> columns) {
    return "(" + String.join(", ", columns) + ")";
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
