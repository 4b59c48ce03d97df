package dev.showwise.migrate.internal.schema;

import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.ObjectChange;
import dev.showwise.migrate.schema.ObjectChange.Kind;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Tells in words how a schema differs from what it was, both as the same product has them. */
public final class SchemaDelta {
  private static final Set<String> DESCRIBED = Set.of("table", "index");

  private final SchemaDescription before;
  private final SchemaDescription after;
  private final Dialect dialect;
  private final List<ObjectChange> changes = new ArrayList<>();

  private SchemaDelta(SchemaDescription before, SchemaDescription after, Dialect dialect) {
    this.before = before;
    this.after = after;
    this.dialect = dialect;
  }

  /** The differences: tables with what is in them, then indexes, then everything else. */
  public static List<ObjectChange> between(
      SchemaDescription before, SchemaDescription after, Dialect dialect) {
    SchemaDelta delta = new SchemaDelta(before, after, dialect);
    delta.compareTables();
    delta.compareIndexes();
    delta.compareOthers();
    return List.copyOf(delta.changes);
  }

  private void compareTables() {
    Map<String, Table> old = byName(before.tables(), Table::name);
    Map<String, Table> now = byName(after.tables(), Table::name);
    for (String key : keys(old, now)) {
      Table was = old.get(key);
      Table is = now.get(key);
      if (was == null && is != null) {
        add(Kind.ADDED, "table", is.name(), "table " + is.name() + " added");
      } else if (was != null && is == null) {
        add(Kind.REMOVED, "table", was.name(), "table " + was.name() + " removed");
      } else if (was != null && is != null) {
        List<ObjectChange> inside = TableDelta.between(was, is, dialect);
        changes.addAll(inside);
        if (inside.isEmpty()) {
          compareTexts("table", is.name(), text(before, key), text(after, key));
        }
      }
    }
  }

  /** What the model of a table does not have: checks, options, collations. */
  private void compareTexts(String type, String table, String was, String is) {
    if (!plain(was).equals(plain(is))) {
      add(
          Kind.CHANGED,
          type,
          table,
          type + " " + table + " is defined differently: before " + was.strip() + ", now "
              + is.strip());
    }
  }

  private String text(SchemaDescription schema, String tableKey) {
    return schema.objects().stream()
        .filter(o -> o.type().equals("table") && key(o.name()).equals(tableKey))
        .map(SchemaObject::definition)
        .findFirst()
        .orElse("");
  }

  /** Products write blanks and quotes anew when they change a definition. */
  private static String plain(String definition) {
    return definition.replaceAll("[\\s\"`\\[\\]]", "");
  }

  private void compareIndexes() {
    Map<String, Index> old = byName(before.indexes(), i -> i.table() + "." + i.name());
    Map<String, Index> now = byName(after.indexes(), i -> i.table() + "." + i.name());
    for (String key : keys(old, now)) {
      Index was = old.get(key);
      Index is = now.get(key);
      if (was == null && is != null) {
        add(Kind.ADDED, "index", is.table(), words(is) + " added");
      } else if (was != null && is == null) {
        add(Kind.REMOVED, "index", was.table(), words(was) + " removed");
      } else if (was != null && is != null && !was.equals(is)) {
        add(Kind.CHANGED, "index", is.table(), words(is) + " changed; before: " + words(was));
      }
    }
  }

  private static String words(Index index) {
    String sort = switch (index.uniqueness()) {
      case UNIQUE -> "unique index ";
      case PARTIAL -> "partial index ";
      case NOT_UNIQUE -> "index ";
    };
    return sort + index.name() + " on " + index.table() + " (" + String.join(", ", index.columns())
        + ")";
  }

  private void compareOthers() {
    Map<String, SchemaObject> old = others(before);
    Map<String, SchemaObject> now = others(after);
    for (String key : keys(old, now)) {
      SchemaObject was = old.get(key);
      SchemaObject is = now.get(key);
      if (was == null && is != null) {
        add(Kind.ADDED, is.type(), is.table(), is.type() + " " + is.name() + " added");
      } else if (was != null && is == null) {
        add(Kind.REMOVED, was.type(), was.table(), was.type() + " " + was.name() + " removed");
      } else if (was != null
          && is != null
          && !plain(was.definition()).equals(plain(is.definition()))) {
        add(Kind.CHANGED, is.type(), is.table(), is.type() + " " + is.name() + " changed");
      }
    }
  }

  private Map<String, SchemaObject> others(SchemaDescription schema) {
    return byName(
        schema.objects().stream().filter(o -> !DESCRIBED.contains(o.type())).toList(),
        o -> o.type() + " " + o.table() + "." + o.name());
  }

  private <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
    Map<String, T> map = new LinkedHashMap<>();
    all.forEach(one -> map.put(key(name.apply(one)), one));
    return map;
  }

  private static Set<String> keys(Map<String, ?> one, Map<String, ?> other) {
    Set<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys;
  }

  private String key(String name) {
    return dialect.normalizeName(name);
  }

  private void add(Kind kind, String type, String table, String message) {
    changes.add(new ObjectChange(kind, type, table, message));
  }
}
