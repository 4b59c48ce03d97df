package dev.showwise.migrate.internal.schema;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.ObjectChange;
import dev.showwise.migrate.schema.ObjectChange.Kind;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.schema.UniqueKey;
import dev.showwise.migrate.spi.Dialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells in words how one table differs from what it was. */
final class TableDelta {
  private final Table before;
  private final Table after;
  private final Dialect dialect;
  private final List<ObjectChange> changes = new ArrayList<>();

  private TableDelta(Table before, Table after, Dialect dialect) {
    this.before = before;
    this.after = after;
    this.dialect = dialect;
  }

  static List<ObjectChange> between(Table before, Table after, Dialect dialect) {
    TableDelta delta = new TableDelta(before, after, dialect);
    delta.compareColumns();
    delta.compareKeys();
    return delta.changes;
  }

  private void compareColumns() {
    for (Column is : after.columns()) {
      Column was = before.find(is.name()).orElse(null);
      String name = "column " + after.name() + "." + is.name();
      if (was == null) {
        add(Kind.ADDED, "column", name + " added: " + words(is));
      } else if (!words(was).equals(words(is))) {
        add(Kind.CHANGED, "column", name + " changed: " + words(is) + "; before: " + words(was));
      }
    }
    for (Column was : before.columns()) {
      if (after.find(was.name()).isEmpty()) {
        add(
            Kind.REMOVED,
            "column",
            "column " + after.name() + "." + was.name() + " removed: " + words(was));
      }
    }
    List<String> oldOrder = common(before, after);
    List<String> newOrder = common(after, before);
    if (!oldOrder.equals(newOrder)) {
      add(
          Kind.CHANGED,
          "table",
          "table " + after.name() + ": the columns are in another order: "
              + String.join(", ", newOrder));
    }
  }

  private static List<String> common(Table one, Table other) {
    return one.columns().stream()
        .map(column -> column.name().toLowerCase(Locale.ROOT))
        .filter(name -> other.find(name).isPresent())
        .toList();
  }

  private String words(Column column) {
    return dialect.describeType(column.type())
        + (column.nullability() == Column.Nullability.NOT_NULL ? " not null" : "")
        + (column.generation() == Column.Generation.NONE
            ? ""
            : " " + column.generation().name().toLowerCase(Locale.ROOT))
        + column.defaultValue().map(value -> " default " + value).orElse("");
  }

  private void compareKeys() {
    if (!before.primaryKey().equals(after.primaryKey())) {
      add(
          Kind.CHANGED,
          "primary key",
          "primary key of " + after.name() + " changed: " + list(after.primaryKey()) + "; before: "
              + list(before.primaryKey()));
    }
    compare("unique key", before.uniqueKeys(), after.uniqueKeys(), TableDelta::words);
    compare("foreign key", before.foreignKeys(), after.foreignKeys(), TableDelta::words);
  }

  /** Keys are the same if they do the same: their names are made up by the product, mostly. */
  private <T> void compare(String type, List<T> old, List<T> now, Function<T, String> words) {
    Set<String> was = old.stream().map(words).collect(Collectors.toCollection(HashSet::new));
    for (T one : now) {
      if (!was.remove(words.apply(one))) {
        add(Kind.ADDED, type, type + " " + after.name() + " " + words.apply(one) + " added");
      }
    }
    was.stream()
        .sorted()
        .forEach(
            left -> add(Kind.REMOVED, type, type + " " + after.name() + " " + left + " removed"));
  }

  private static String words(UniqueKey key) {
    return list(key.columns());
  }

  private static String words(ForeignKey key) {
    return list(key.columns()) + " to " + key.referencedTable() + " "
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
    return columns.isEmpty() ? "none" : "(" + String.join(", ", columns) + ")";
  }

  private void add(Kind kind, String type, String message) {
    changes.add(new ObjectChange(kind, type, after.name(), message));
  }
}
