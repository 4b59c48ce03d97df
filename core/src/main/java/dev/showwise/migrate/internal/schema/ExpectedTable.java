package dev.showwise.migrate.internal.schema;

import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaDifference;
import dev.showwise.migrate.schema.SchemaDifference.Kind;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.schema.UniqueKey;
import dev.showwise.migrate.spi.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is expected of one table, while changes are folded, and who said so of each piece. A table
 * that no change created is expected only as far as changes touched it.
 */
final class ExpectedTable<W> {

  /** Something, and who declared it. */
  record Owned<W, T>(W who, T what) {}

  private final Dialect dialect;
  private final TableEdits edits;

  private String name;
  private W who;

  /** Whether it has to be there: not if all that was said is that a part of it is gone. */
  private boolean mustExist;

  private Optional<Owned<W, List<String>>> primaryKey = Optional.empty();
  private final List<Owned<W, UniqueKey>> uniqueKeys = new ArrayList<>();
  private final List<Owned<W, ForeignKey>> foreignKeys = new ArrayList<>();
  private final Map<String, Owned<W, Column>> columns = new LinkedHashMap<>();

  /** Columns of which no more than the name is known: renamed, and made by nobody known. */
  private final Map<String, Owned<W, String>> named = new LinkedHashMap<>();

  private final Map<String, Owned<W, Index>> indexes = new LinkedHashMap<>();
  private final Map<String, Owned<W, String>> goneColumns = new LinkedHashMap<>();
  private final Map<String, Owned<W, Index>> goneIndexes = new LinkedHashMap<>();

  ExpectedTable(Dialect dialect, W who, String name) {
    this.dialect = dialect;
    this.edits = new TableEdits(dialect);
    this.who = who;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Expects a whole table; pieces that were expected before keep who declared them. */
  void create(W by, Table table) {
    if (!mustExist) {
      who = by;
    }
    mustExist = true;
    if (primaryKey.isEmpty()) {
      primaryKey = Optional.of(new Owned<>(by, table.primaryKey()));
    }
    table.columns().forEach(column -> addColumn(by, column));
    table.uniqueKeys().forEach(key -> uniqueKeys.add(new Owned<>(by, key)));
    table.foreignKeys().forEach(key -> foreignKeys.add(new Owned<>(by, key)));
  }

  void addColumn(W by, Column column) {
    mustExist = true;
    goneColumns.remove(key(column.name()));
    named.remove(key(column.name()));
    columns.putIfAbsent(key(column.name()), new Owned<>(by, column));
  }

  void dropColumn(W by, String column) {
    columns.remove(key(column));
    named.remove(key(column));
    primaryKey = primaryKey.filter(owned -> !edits.contains(owned.what(), column));
    uniqueKeys.removeIf(owned -> edits.contains(owned.what().columns(), column));
    foreignKeys.removeIf(owned -> edits.contains(owned.what().columns(), column));
    indexes.values().removeIf(owned -> edits.contains(owned.what().columns(), column));
    goneColumns.put(key(column), new Owned<>(by, column));
  }

  void createIndex(W by, Index index) {
    mustExist = true;
    goneIndexes.remove(key(index.name()));
    indexes.putIfAbsent(key(index.name()), new Owned<>(by, index));
  }

  void dropIndex(W by, Index index) {
    indexes.remove(key(index.name()));
    goneIndexes.put(key(index.name()), new Owned<>(by, index));
  }

  /** This table gets another name. */
  void rename(W by, String to) {
    mustExist = true;
    who = by;
    name = to;
  }

  /** A column of this table gets another name; its keys and indexes follow in {@link #follow}. */
  void renameColumn(W by, SchemaChange.RenameColumn rename) {
    mustExist = true;
    Owned<W, Column> column = columns.remove(key(rename.from()));
    named.remove(key(rename.from()));
    goneColumns.remove(key(rename.to()));
    if (column == null) {
      named.put(key(rename.to()), new Owned<>(by, rename.to()));
    } else {
      columns.put(key(rename.to()), new Owned<>(by, TableEdits.named(column.what(), rename.to())));
    }
    goneColumns.put(key(rename.from()), new Owned<>(by, rename.from()));
  }

  /** Something was renamed, here or elsewhere: keys, references and indexes follow. */
  void follow(SchemaChange rename) {
    primaryKey = primaryKey.map(
        owned -> new Owned<>(owned.who(), edits.columnsAfter(rename, name, owned.what())));
    uniqueKeys.replaceAll(owned -> new Owned<>(
        owned.who(),
        new UniqueKey(
            owned.what().name(), edits.columnsAfter(rename, name, owned.what().columns()))));
    foreignKeys.replaceAll(
        owned -> new Owned<>(owned.who(), edits.after(rename, name, owned.what())));
    indexes.replaceAll((key, owned) -> new Owned<>(owned.who(), edits.after(rename, owned.what())));
    goneIndexes.replaceAll(
        (key, owned) -> new Owned<>(owned.who(), edits.after(rename, owned.what())));
  }

  /** Whether changes created it, so that nothing is in it but what they declared. */
  boolean isWhole() {
    return primaryKey.isPresent();
  }

  /** Whether changes said anything of a column: that it is there, or that it is gone. */
  boolean mentionsColumn(String column) {
    String key = key(column);
    return columns.containsKey(key) || named.containsKey(key) || goneColumns.containsKey(key);
  }

  /** Whether an index that was found is one that changes made, or that a key of theirs needs. */
  boolean explains(Index found) {
    List<String> over = keys(found.columns());
    boolean declared = indexes.containsKey(key(found.name()))
        || goneIndexes.containsKey(key(found.name()))
        || indexes.values().stream()
            .map(Owned::what)
            .anyMatch(index -> index.uniqueness() == found.uniqueness()
                && keys(index.columns()).equals(over));
    return declared
        || switch (found.uniqueness()) {
          case UNIQUE -> keepsUnique(found.columns());
          // where a reference needs an index, the server makes one, and may keep it under an old
          // name
          case NOT_UNIQUE ->
            foreignKeys.stream().anyMatch(owned -> keys(owned.what().columns()).equals(over));
          case PARTIAL -> false;
        };
  }

  /** Whether changes declared that these columns are unique, in whatever way. */
  boolean keepsUnique(List<String> uniqueColumns) {
    Set<String> wanted = Set.copyOf(keys(uniqueColumns));
    boolean byKey = uniqueKeys.stream()
        .anyMatch(owned -> wanted.equals(Set.copyOf(keys(owned.what().columns()))));
    boolean byIndex = indexes.values().stream()
        .map(Owned::what)
        .anyMatch(index -> index.uniqueness() == Index.Uniqueness.UNIQUE
            && wanted.equals(Set.copyOf(keys(index.columns()))));
    return byKey
        || byIndex
        || primaryKey.filter(k -> wanted.equals(Set.copyOf(keys(k.what())))).isPresent();
  }

  /** Whether changes declared a reference between these columns, whatever it does on a deletion. */
  boolean refersTo(ForeignKey found) {
    return foreignKeys.stream()
        .map(Owned::what)
        .anyMatch(k -> key(k.referencedTable()).equals(key(found.referencedTable()))
            && Set.copyOf(keys(k.columns())).equals(Set.copyOf(keys(found.columns()))));
  }

  private List<String> keys(List<String> names) {
    return names.stream().map(this::key).toList();
  }

  private String key(String anyName) {
    return dialect.normalizeName(anyName);
  }

  /** Everything in which a schema lacks or contradicts what is expected. */
  List<Owned<W, SchemaDifference>> findings(Schema live) throws SQLException {
    Optional<Table> found = live.table(name);
    if (found.isEmpty()) {
      return mustExist
          ? List.of(new Owned<>(who, SchemaComparator.missingTable(name, live)))
          : List.of();
    }
    List<Owned<W, SchemaDifference>> findings = new ArrayList<>();
    tableFindings(new TableComparator(found.get(), dialect), findings);
    for (Owned<W, Index> index : indexes.values()) {
      ChangeState state = live.compare(SchemaChange.createIndex(index.what()));
      add(findings, index.who(), state);
    }
    for (Owned<W, Index> index : goneIndexes.values()) {
      add(findings, index.who(), live.compare(SchemaChange.dropIndex(index.what())));
    }
    return findings;
  }

  private void tableFindings(TableComparator table, List<Owned<W, SchemaDifference>> findings) {
    for (Owned<W, Column> column : columns.values()) {
      table.column(column.what()).forEach(d -> findings.add(new Owned<>(column.who(), d)));
    }
    for (Owned<W, String> column : named.values()) {
      if (table.find(column.what()).isEmpty()) {
        findings.add(new Owned<>(column.who(), table.missing(column.what())));
      }
    }
    for (Owned<W, String> column : goneColumns.values()) {
      if (table.find(column.what()).isPresent()) {
        String message = "column " + name + "." + column.what() + " is there and should be gone";
        findings.add(
            new Owned<>(column.who(), new SchemaDifference(Kind.COLUMN_PRESENT, name, message)));
      }
    }
    primaryKey.ifPresent(key ->
        table.primaryKey(key.what()).ifPresent(d -> findings.add(new Owned<>(key.who(), d))));
    for (Owned<W, UniqueKey> key : uniqueKeys) {
      table.uniqueKey(key.what()).ifPresent(d -> findings.add(new Owned<>(key.who(), d)));
    }
    for (Owned<W, ForeignKey> key : foreignKeys) {
      table.foreignKey(key.what()).ifPresent(d -> findings.add(new Owned<>(key.who(), d)));
    }
  }

  private static <W> void add(List<Owned<W, SchemaDifference>> findings, W who, ChangeState state) {
    if (state instanceof ChangeState.NotDone notDone) {
      findings.add(new Owned<>(who, notDone.missing()));
    } else if (state instanceof ChangeState.Different different) {
      different.differences().forEach(d -> findings.add(new Owned<>(who, d)));
    }
  }
}
