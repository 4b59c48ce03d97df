package dev.showwise.migrate.internal.schema;

import dev.showwise.migrate.internal.schema.SchemaFold.Declared;
import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a database has and no migration declares. What is doubtful is left out: a table that a migration
 * only needs, and what one that is still pending would make, have somebody who knows of them.
 */
public final class Unexplained {
  private final Dialect dialect;
  private final Set<String> known = new HashSet<>();
  private final SchemaFold<Object> applied;
  private final SchemaFold<Object> all;

  /**
   * Explains by declarations.
   *
   * @param applied what the applied migrations declare, in order
   * @param others what the other migrations at hand declare, in order
   * @param neededTables tables that a migration says are there
   */
  public Unexplained(
      List<Declared> applied,
      List<Declared> others,
      Collection<String> neededTables,
      Dialect dialect) {
    this.dialect = dialect;
    this.applied = new SchemaFold<>(dialect);
    this.all = new SchemaFold<>(dialect);
    for (Declared one : applied) {
      one.changes().forEach(change -> this.applied.add(one, change));
      one.changes().forEach(change -> all.add(one, change));
    }
    for (Declared one : others) {
      one.changes().forEach(change -> all.add(one, change));
    }
    neededTables.forEach(table -> known.add(key(table)));
    known.addAll(this.applied.mentionedTables());
    known.addAll(all.mentionedTables());
  }

  /** The tables that are not explained, among these objects. */
  public List<String> tables(List<SchemaObject> objects) {
    return objects.stream()
        .filter(object -> object.type().equals("table") && !known.contains(key(object.name())))
        .map(SchemaObject::name)
        .toList();
  }

  /**
   * Everything that is not explained, in words: {@code column person.nickname}. What belongs to a table
   * that is not explained is not told on its own.
   *
   * @param objects what is there; see {@link Dialect#listObjects}
   * @param histories the engine's own tables, its own and others'
   */
  public List<String> in(Schema live, List<SchemaObject> objects, Collection<String> histories)
      throws SQLException {
    Set<String> whole = new HashSet<>();
    tables(objects).forEach(table -> whole.add(key(table)));
    Set<String> own = new HashSet<>();
    histories.forEach(table -> own.add(key(table)));
    List<String> found = new ArrayList<>();
    for (SchemaObject object : objects) {
      boolean isTable = object.type().equals("table");
      boolean ofStranger = whole.contains(key(object.table()));
      if (own.contains(key(object.table())) || object.type().equals("index")) {
        continue;
      }
      if (isTable && !ofStranger) {
        addPieces(live, object.name(), found);
      } else if (isTable || !ofStranger) {
        boolean onATable = !object.table().equals(object.name());
        found.add(object.type() + " " + object.name() + (onATable ? " on " + object.table() : ""));
      }
    }
    return found;
  }

  private void addPieces(Schema live, String name, List<String> found) throws SQLException {
    Optional<ExpectedTable<Object>> expected = applied.table(name);
    Optional<Table> table = live.table(name);
    if (expected.isEmpty() || !expected.get().isWhole() || table.isEmpty()) {
      return;
    }
    List<ExpectedTable<Object>> explaining = new ArrayList<>(List.of(expected.get()));
    all.table(name).ifPresent(explaining::add);
    table.get().columns().stream()
        .filter(column -> explaining.stream().noneMatch(e -> e.mentionsColumn(column.name())))
        .forEach(column -> found.add("column " + name + "." + column.name()));
    Set<String> indexes = new HashSet<>();
    live.indexes(name).forEach(index -> {
      indexes.add(key(index.name()));
      if (explaining.stream().noneMatch(e -> e.explains(index))) {
        found.add("index " + index.name() + " on " + name);
      }
    });
    table.get().uniqueKeys().stream()
        .filter(unique -> unique.name().isEmpty() || !indexes.contains(key(unique.name())))
        .filter(unique -> explaining.stream().noneMatch(e -> e.keepsUnique(unique.columns())))
        .forEach(unique -> found.add(
            "unique key " + TableComparator.list(unique.columns()) + " of table " + name));
    table.get().foreignKeys().stream()
        .filter(reference -> explaining.stream().noneMatch(e -> e.refersTo(reference)))
        .forEach(reference -> found.add("foreign key " + TableComparator.list(reference.columns())
            + " → " + reference.referencedTable() + " of table " + name));
  }

  private String key(String name) {
    return dialect.normalizeName(name);
  }
}
