package dev.showwise.migrate.internal.schema;

import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.schema.UniqueKey;
import dev.showwise.migrate.spi.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A schema as it will be after changes that are not made yet: what a later migration will find. A
 * change that is done already, or that would stop, changes nothing here either. Reads of the schema
 * beneath only what is asked for. For one thread.
 */
public final class PredictedSchema implements Schema {
  private final Schema base;
  private final Dialect dialect;
  private final TableEdits edits;

  /** By normalized name: the tables that changes made, altered or, if empty, dropped. */
  private final Map<String, Optional<Entry>> known;

  /** By normalized name: the indexes that changes made (true) or dropped (false). */
  private final Map<String, Boolean> indexNames;

  /** What references in tables of the schema beneath have to follow. */
  private final List<SchemaChange> renames;

  private record Entry(Table table, List<Index> indexes) {}

  /** The schema {@code base} as it is, no change yet. */
  public PredictedSchema(Schema base, Dialect dialect) {
    this(base, dialect, Map.of(), Map.of(), List.of());
  }

  private PredictedSchema(
      Schema base,
      Dialect dialect,
      Map<String, Optional<Entry>> known,
      Map<String, Boolean> indexNames,
      List<SchemaChange> renames) {
    this.base = base;
    this.dialect = dialect;
    this.edits = new TableEdits(dialect);
    this.known = new HashMap<>(known);
    this.indexNames = new HashMap<>(indexNames);
    this.renames = new ArrayList<>(renames);
  }

  /**
   * The schema after these changes as well, made in this order.
   *
   * @throws SQLException if the schema beneath cannot be read
   */
  public PredictedSchema with(List<SchemaChange> changes) throws SQLException {
    PredictedSchema next = new PredictedSchema(base, dialect, known, indexNames, renames);
    List<ChangeState> states = changes.size() > 1 ? compareAll(changes) : List.of();
    for (int i = 0; i < changes.size(); i++) {
      SchemaChange change = changes.get(i);
      // one that a later one of the same list has built on does not look done any more
      boolean done = !states.isEmpty() && states.get(i) instanceof ChangeState.Done;
      if (!done && next.compare(change) instanceof ChangeState.NotDone) {
        next.make(change);
      }
    }
    return next;
  }

  private void make(SchemaChange change) throws SQLException {
    if (change instanceof SchemaChange.CreateTable c) {
      put(new Entry(c.table(), List.of()));
    } else if (change instanceof SchemaChange.DropTable d) {
      Entry entry = entry(d.table().name());
      entry.indexes().forEach(index -> indexNames.put(key(index.name()), false));
      known.put(key(d.table().name()), Optional.empty());
    } else if (change instanceof SchemaChange.AddColumn a) {
      Entry entry = entry(a.table());
      put(new Entry(edits.plus(entry.table(), a.column()), entry.indexes()));
    } else if (change instanceof SchemaChange.DropColumn d) {
      dropColumn(entry(d.table()), d.column().name());
    } else if (change instanceof SchemaChange.CreateIndex c) {
      createIndex(entry(c.index().table()), c.index());
    } else if (change instanceof SchemaChange.DropIndex d) {
      dropIndex(entry(d.index().table()), d.index());
    } else if (change instanceof SchemaChange.RenameTable r) {
      rename(r, r.from());
      known.put(key(r.from()), Optional.empty());
    } else if (change instanceof SchemaChange.RenameColumn r) {
      rename(r, r.table());
    }
  }

  private void dropColumn(Entry entry, String column) {
    List<Index> kept = entry.indexes().stream()
        .filter(index -> !edits.contains(index.columns(), column))
        .toList();
    put(new Entry(edits.minusColumn(entry.table(), column), kept));
  }

  private void createIndex(Entry entry, Index index) {
    Table table = index.uniqueness() == Index.Uniqueness.UNIQUE
        ? edits.plus(entry.table(), new UniqueKey(index.name(), index.columns()))
        : entry.table();
    put(new Entry(
        table, Stream.concat(entry.indexes().stream(), Stream.of(index)).toList()));
    indexNames.put(key(index.name()), true);
  }

  private void dropIndex(Entry entry, Index index) {
    List<Index> kept = entry.indexes().stream()
        .filter(other -> !edits.same(other.name(), index.name()))
        .toList();
    put(new Entry(edits.minusUniqueKey(entry.table(), index.name()), kept));
    indexNames.put(key(index.name()), false);
  }

  private void rename(SchemaChange rename, String table) throws SQLException {
    put(entry(table));
    renames.add(rename);
    for (Optional<Entry> entry : List.copyOf(known.values())) {
      entry.ifPresent(e -> put(after(rename, e)));
    }
  }

  private Entry after(SchemaChange rename, Entry entry) {
    return new Entry(
        edits.after(rename, entry.table()),
        entry.indexes().stream().map(index -> edits.after(rename, index)).toList());
  }

  private void put(Entry entry) {
    known.put(key(entry.table().name()), Optional.of(entry));
  }

  /** A table that is there: asked only for changes that can be made. */
  private Entry entry(String table) throws SQLException {
    Table found = table(table)
        .orElseThrow(() -> new IllegalStateException("table " + table + " is not there"));
    return new Entry(found, indexes(table));
  }

  private String key(String name) {
    return dialect.normalizeName(name);
  }

  @Override
  public Set<String> tableNames() throws SQLException {
    Set<String> names = new LinkedHashSet<>();
    for (String name : base.tableNames()) {
      if (!known.containsKey(key(name))) {
        names.add(name);
      }
    }
    known.values().forEach(entry -> entry.ifPresent(e -> names.add(e.table().name())));
    return names;
  }

  @Override
  public Optional<Table> table(String name) throws SQLException {
    Optional<Entry> entry = known.get(key(name));
    if (entry != null) {
      return entry.map(Entry::table);
    }
    Optional<Table> table = base.table(name);
    for (SchemaChange rename : renames) {
      table = table.map(t -> edits.after(rename, t));
    }
    return table;
  }

  @Override
  public List<Index> indexes(String table) throws SQLException {
    Optional<Entry> entry = known.get(key(table));
    return entry != null ? entry.map(Entry::indexes).orElse(List.of()) : base.indexes(table);
  }

  @Override
  public Optional<String> kindOf(String name) throws SQLException {
    Optional<Entry> entry = known.get(key(name));
    if (entry != null && entry.isPresent()) {
      return Optional.of("table");
    }
    Boolean index = indexNames.get(key(name));
    if (index != null && index) {
      return Optional.of("index");
    }
    Optional<String> kind = base.kindOf(name);
    boolean gone = (entry != null && kind.equals(Optional.of("table")))
        || (index != null && kind.equals(Optional.of("index")));
    return gone ? Optional.empty() : kind;
  }

  @Override
  public ChangeState compare(SchemaChange change) throws SQLException {
    return SchemaComparator.compare(change, this, dialect);
  }

  @Override
  public List<ChangeState> compareAll(List<SchemaChange> changes) throws SQLException {
    return SchemaComparator.compareAll(changes, this, dialect);
  }
}
